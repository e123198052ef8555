-- What the chain says, folded from the log of events. No table refers to another: an allowance may come before the
-- wallet's first subscription, a pause before the processor's first module.
-- Times are unix seconds (a uint48 does not fit in timestamptz), amounts and on-chain ids are uint256, addresses and
-- hashes lower-case hexadecimal.

-- The events that stand on the canonical chain, by the state that they are folded into.
CREATE TABLE history (
    stream       text COLLATE "C" NOT NULL,
    block_number bigint           NOT NULL,
    log_index    int              NOT NULL,
    event_id     text COLLATE "C" NOT NULL,
    body         json             NOT NULL,
    PRIMARY KEY (stream, block_number, log_index, event_id)
);

CREATE TABLE module (
    address     text COLLATE "C" PRIMARY KEY,
    merchant    text COLLATE "C" NOT NULL,
    kind        text             NOT NULL,
    processor   text COLLATE "C" NOT NULL,
    deployed_at bigint           NOT NULL
);

-- A merchant's plans and subscriptions are found through its modules, which lead their primary keys.
CREATE INDEX module_by_merchant ON module (merchant);

CREATE TABLE plan (
    module           text COLLATE "C" NOT NULL,
    id               bigint           NOT NULL,
    token            text COLLATE "C" NOT NULL,
    price            numeric(78, 0)   NOT NULL,
    billing_interval bigint           NOT NULL,
    grace_period     bigint           NOT NULL,
    metadata_hash    text             NOT NULL,
    token_decimals   int              NOT NULL,
    token_symbol     text             NOT NULL,
    active           boolean          NOT NULL,
    created_at       bigint           NOT NULL,
    PRIMARY KEY (module, id)
);

CREATE TABLE subscription (
    module               text COLLATE "C" NOT NULL,
    id                   numeric(78, 0)   NOT NULL,
    subscriber           text COLLATE "C" NOT NULL,
    plan_id              bigint           NOT NULL,
    billing_interval     bigint, -- the plan's, which never changes; null if the plan's own event could not be applied
    created_at           bigint           NOT NULL,
    paused_by_subscriber boolean          NOT NULL,
    paused_by_merchant   boolean          NOT NULL,
    cancelled            boolean          NOT NULL,
    remaining_executions bigint, -- null is unlimited
    next_charge_at       bigint           NOT NULL,
    window_id            bigint           NOT NULL,
    allowance_expiry     bigint           NOT NULL,
    times_executed       bigint           NOT NULL,
    total_spent          numeric(78, 0)   NOT NULL,
    last_paid_at         bigint, -- null before the first charge
    failure_code         text,   -- the newest failure since the last charge, if there is one
    failure_responsible  text,
    failure_window_id    bigint,
    failed_at            bigint,
    subscriber_failed_in bigint, -- the newest window with a failure of the subscriber since the last charge
    PRIMARY KEY (module, id)
);

-- Serves both "this wallet in this module" and "all that this wallet pays".
CREATE INDEX subscription_by_subscriber ON subscription (subscriber, module);

-- A window is open for one interval: for each of the few intervals that are in use, what is due is one short range, and
-- what lapsed long ago is never read again.
CREATE INDEX subscription_by_due_time ON subscription (billing_interval, next_charge_at)
    WHERE NOT cancelled AND NOT paused_by_subscriber AND NOT paused_by_merchant
      AND (remaining_executions IS NULL OR remaining_executions > 0);

-- A wallet stands here while its merchant blocks it.
CREATE TABLE blocked_subscriber (
    module     text COLLATE "C" NOT NULL,
    subscriber text COLLATE "C" NOT NULL,
    blocked_at bigint           NOT NULL,
    PRIMARY KEY (module, subscriber)
);

CREATE TABLE token_policy (
    token       text COLLATE "C" PRIMARY KEY,
    enabled     boolean        NOT NULL,
    decimals    int            NOT NULL,
    min_per_tx  numeric(78, 0) NOT NULL,
    max_per_tx  numeric(78, 0) NOT NULL,
    kind        text           NOT NULL,
    name        text           NOT NULL,
    symbol      text           NOT NULL
);

-- When a processor last stopped and resumed charging; 0 is never.
CREATE TABLE processor (
    address          text COLLATE "C" PRIMARY KEY,
    paused           boolean NOT NULL,
    last_paused_at   bigint  NOT NULL,
    last_unpaused_at bigint  NOT NULL
);

-- What Permit2 was last told, not what is left of it: charges take from an allowance without an event.
CREATE TABLE allowance (
    owner      text COLLATE "C" NOT NULL,
    token      text COLLATE "C" NOT NULL,
    processor  text COLLATE "C" NOT NULL,
    amount     numeric(78, 0)   NOT NULL,
    expiration bigint           NOT NULL,
    PRIMARY KEY (owner, token, processor)
);

-- Where a record of the log could not be applied: one subscription, or with a null id the whole module.
CREATE TABLE incomplete (
    module text COLLATE "C" NOT NULL,
    id     numeric(78, 0),
    UNIQUE NULLS NOT DISTINCT (module, id)
);
