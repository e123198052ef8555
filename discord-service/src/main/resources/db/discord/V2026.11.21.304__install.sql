-- A merchant who is at Discord to let the bot onto a server, by the hash of what he brings back.
CREATE TABLE install (
    state_hash bytea            PRIMARY KEY,
    merchant   text COLLATE "C" NOT NULL,
    module     text COLLATE "C" NOT NULL,
    expires_at timestamptz      NOT NULL
);

CREATE INDEX install_by_expiry ON install (expires_at);
