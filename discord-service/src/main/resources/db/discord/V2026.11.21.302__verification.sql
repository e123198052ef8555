-- The links that /verify gives. The token stands nowhere but in the link itself.
CREATE TABLE verification (
    token_hash     bytea            PRIMARY KEY,
    interaction_id text COLLATE "C" NOT NULL UNIQUE, -- each interaction of Discord's gives one link, however often it is sent
    user_id        text COLLATE "C" NOT NULL,
    user_name      text             NOT NULL,
    guild_id       text COLLATE "C" NOT NULL,
    guild_name     text             NOT NULL,
    created_at     timestamptz      NOT NULL,
    expires_at     timestamptz      NOT NULL,
    used_at        timestamptz
);

CREATE INDEX verification_by_user ON verification (user_id) WHERE used_at IS NULL;
CREATE INDEX verification_by_end ON verification (expires_at);

-- Who had which wallet when, and why that ended.
CREATE TABLE link_audit (
    id      bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz      NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    wallet  text COLLATE "C" NOT NULL,
    action  text             NOT NULL CHECK (action IN ('linked', 'lost', 'unlinked')),
    reason  text             NOT NULL
);

CREATE INDEX link_audit_of_user ON link_audit (user_id, id);
CREATE INDEX link_audit_of_wallet ON link_audit (wallet, id);
