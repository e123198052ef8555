-- Windows that wait for their charge: derived from the log, but for the keeper's own notes below.
-- Times are unix seconds on the chain's clock; leases alone are on the database's.
CREATE TABLE due (
    module           text COLLATE "C" NOT NULL,
    id               numeric(78, 0)   NOT NULL,
    processor        text COLLATE "C" NOT NULL,
    payer            text COLLATE "C" NOT NULL,
    token            text COLLATE "C", -- null if the plan's own event could not be applied
    window_id        bigint           NOT NULL,
    due_at           bigint           NOT NULL,
    billing_interval bigint,           -- null likewise
    allowance_expiry bigint           NOT NULL,
    reported         boolean          NOT NULL,
    -- the keeper's notes
    next_attempt_at  bigint           NOT NULL,
    failing_since    bigint,
    watched          boolean          NOT NULL DEFAULT false,
    missed           boolean          NOT NULL DEFAULT false, -- the window has closed uncharged, as far as a node knows
    leased_until     timestamptz,
    PRIMARY KEY (module, id)
);

-- Picking reads what is due and nothing else, however many subscriptions there are.
CREATE INDEX due_by_attempt ON due (processor, next_attempt_at);

CREATE INDEX due_watched ON due (payer, token) WHERE watched;

CREATE INDEX due_missed ON due (module) WHERE missed;
