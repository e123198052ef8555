-- Who gets which role at Discord. All of it is primary data, backed up and never rebuilt from the log. Discord's ids
-- (snowflakes) are text; times of the chain are unix seconds, addresses and hashes lower-case hexadecimal.

-- A merchant's module and the server that it was connected to.
CREATE TABLE connection (
    module       text COLLATE "C" NOT NULL,
    guild_id     text COLLATE "C" NOT NULL,
    merchant     text COLLATE "C" NOT NULL,
    guild_name   text             NOT NULL,
    connected_at timestamptz      NOT NULL,
    condition    text             NOT NULL DEFAULT 'connected' CHECK (condition IN ('connected', 'removed')),
    PRIMARY KEY (module, guild_id)
);

CREATE INDEX connection_by_guild ON connection (guild_id);
CREATE INDEX connection_by_merchant ON connection (merchant);

-- Which role a plan gives.
CREATE TABLE mapping (
    module     text COLLATE "C" NOT NULL,
    guild_id   text COLLATE "C" NOT NULL,
    plan_id    bigint           NOT NULL,
    role_id    text COLLATE "C" NOT NULL,
    revoke_on  text             NOT NULL DEFAULT 'failure' CHECK (revoke_on IN ('failure', 'lapse')),
    created_at timestamptz      NOT NULL,
    PRIMARY KEY (module, guild_id, plan_id),
    FOREIGN KEY (module, guild_id) REFERENCES connection ON DELETE CASCADE
);

CREATE INDEX mapping_by_role ON mapping (guild_id, role_id);

-- Whose wallet it is, as its owner has signed.
CREATE TABLE wallet_link (
    wallet    text COLLATE "C" PRIMARY KEY,
    user_id   text COLLATE "C" NOT NULL,
    linked_at timestamptz      NOT NULL,
    message   text             NOT NULL,
    signature text             NOT NULL
);

CREATE INDEX wallet_link_by_user ON wallet_link (user_id);

-- Somebody whom we look after at a server.
CREATE TABLE member (
    guild_id       text COLLATE "C" NOT NULL,
    user_id        text COLLATE "C" NOT NULL,
    condition      text             NOT NULL DEFAULT 'here' CHECK (condition IN ('here', 'left')),
    next_change_at bigint, -- when chain time alone will change what he should have, if nothing else does before
    last_change_at bigint, -- when it last did: a chain that goes back behind it changes it again
    reconciled_at  timestamptz NOT NULL DEFAULT 'epoch',
    PRIMARY KEY (guild_id, user_id)
) WITH (fillfactor = 80);

CREATE INDEX member_by_next_change ON member (next_change_at) WHERE next_change_at IS NOT NULL;
CREATE INDEX member_by_last_change ON member (last_change_at) WHERE last_change_at IS NOT NULL;
CREATE INDEX member_by_reconciliation ON member (reconciled_at);
CREATE INDEX member_by_user ON member (user_id);

-- The ledger: the roles that we gave, with the payment behind them. No other role is ever removed. An intent stands here before
-- Discord is asked, so that what a process had asked for when it died is known as ours.
CREATE TABLE role_grant (
    guild_id        text COLLATE "C" NOT NULL,
    user_id         text COLLATE "C" NOT NULL,
    role_id         text COLLATE "C" NOT NULL,
    condition       text             NOT NULL CHECK (condition IN ('granting', 'granted', 'taking', 'contested')),
    granted_at      timestamptz      NOT NULL,
    wallet          text COLLATE "C",
    module          text COLLATE "C",
    subscription_id numeric(78, 0),
    event_id        text COLLATE "C",
    tx_hash         text COLLATE "C",
    undone          int              NOT NULL DEFAULT 0, -- how often somebody else removed it since the last payment
    PRIMARY KEY (guild_id, user_id, role_id)
) WITH (fillfactor = 80);

CREATE INDEX role_grant_by_role ON role_grant (guild_id, role_id);
CREATE INDEX role_grant_by_user ON role_grant (user_id);

-- Whom to look at. A wish that is renewed while somebody follows it has another version, and stays.
CREATE TABLE sync_wish (
    guild_id   text COLLATE "C" NOT NULL,
    user_id    text COLLATE "C" NOT NULL,
    lane       smallint         NOT NULL, -- 0 revoke, 1 grant, 2 repair
    look       boolean          NOT NULL DEFAULT false, -- whether to ask Discord and the API how things stand
    version    bigint           NOT NULL DEFAULT 1,
    wished_at  timestamptz      NOT NULL,
    not_before timestamptz      NOT NULL,
    attempts   int              NOT NULL DEFAULT 0,
    cause      text             NOT NULL,
    PRIMARY KEY (guild_id, user_id)
) WITH (fillfactor = 70);

CREATE INDEX sync_wish_in_turn ON sync_wish (guild_id, lane, wished_at);
CREATE INDEX sync_wish_by_age ON sync_wish (wished_at);

-- A server's changes are one replica's work at a time.
CREATE TABLE guild_turn (
    guild_id     text COLLATE "C" PRIMARY KEY,
    leased_until timestamptz NOT NULL DEFAULT 'epoch',
    holder       uuid,
    resume_at    timestamptz NOT NULL DEFAULT 'epoch', -- not before, because Discord said so or could not be reached
    attempts     int         NOT NULL DEFAULT 0,       -- in vain, one after the other
    inspected_at timestamptz NOT NULL DEFAULT 'epoch'  -- when its roles were last looked at
) WITH (fillfactor = 70);

-- The breaker: a role that Discord does not let us change, or that is gone.
CREATE TABLE role_fault (
    guild_id      text COLLATE "C" NOT NULL,
    role_id       text COLLATE "C" NOT NULL,
    code          int              NOT NULL,
    since         timestamptz      NOT NULL,
    look_again_at timestamptz      NOT NULL,
    PRIMARY KEY (guild_id, role_id)
);

-- What the chain itself said where our fold says otherwise; any event about the wallet in the module outdates it.
CREATE TABLE chain_word (
    module   text COLLATE "C" NOT NULL,
    wallet   text COLLATE "C" NOT NULL,
    plan_id  bigint           NOT NULL,
    active   boolean          NOT NULL,
    asked_at timestamptz      NOT NULL,
    PRIMARY KEY (module, wallet, plan_id)
);

-- The newest head by which roles were judged: while the log is read again, nobody is judged by an older one.
CREATE TABLE judged_head (
    single     boolean     PRIMARY KEY DEFAULT true CHECK (single),
    written    timestamptz NOT NULL,
    chain_time bigint      NOT NULL
);

INSERT INTO judged_head (written, chain_time) VALUES ('epoch', 0);

-- Every change and every refusal, with its reason in words.
CREATE TABLE role_audit (
    id              bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at              timestamptz      NOT NULL,
    guild_id        text COLLATE "C" NOT NULL,
    user_id         text COLLATE "C" NOT NULL,
    role_id         text COLLATE "C" NOT NULL,
    action          text             NOT NULL,
    reason          text             NOT NULL,
    wallet          text COLLATE "C",
    module          text COLLATE "C",
    subscription_id numeric(78, 0),
    event_id        text COLLATE "C",
    tx_hash         text COLLATE "C",
    status          int, -- what Discord answered
    code            int
);

CREATE INDEX role_audit_of_member ON role_audit (guild_id, user_id, id);
