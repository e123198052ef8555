-- Who may ask: primary data, backed up and never rebuilt from the log.

-- A merchant who has signed in. Without the row the cookie that names it opens nothing.
CREATE TABLE session (
    id             uuid             PRIMARY KEY,
    merchant       text COLLATE "C" NOT NULL,
    created_at     timestamptz      NOT NULL,
    last_active_at timestamptz      NOT NULL
);

CREATE INDEX session_by_activity ON session (last_active_at);

-- A nonce is handed out in a signed cookie and becomes a row when somebody signs in with it: the key makes that happen once.
CREATE TABLE used_nonce (
    nonce      text COLLATE "C" PRIMARY KEY,
    expires_at timestamptz      NOT NULL
);

CREATE INDEX used_nonce_by_expiry ON used_nonce (expires_at);

-- The SHA-256 of each key; found by its first eight bytes, compared in full by the service.
-- A revoked key keeps its row, so that it can be told from one that never was.
CREATE TABLE api_key (
    id           uuid             PRIMARY KEY,
    merchant     text COLLATE "C" NOT NULL,
    name         text             NOT NULL,
    beginning    text             NOT NULL,
    hash_start   bigint           NOT NULL,
    hash         bytea            NOT NULL CHECK (length(hash) = 32),
    created_at   timestamptz      NOT NULL,
    last_used_at timestamptz,
    revoked_at   timestamptz
);

CREATE INDEX api_key_by_hash ON api_key (hash_start);
CREATE INDEX api_key_of_merchant ON api_key (merchant, created_at DESC) WHERE revoked_at IS NULL;
