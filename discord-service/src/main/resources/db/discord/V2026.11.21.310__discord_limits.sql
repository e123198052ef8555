-- When the next request may go to Discord: one row, which all replicas move on.
CREATE TABLE discord_pace (
    only_row boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    free_at  timestamptz NOT NULL
);
INSERT INTO discord_pace (free_at) VALUES (now());

-- Requests that Discord counts as invalid, by minute; too many of them, and it bans the address.
CREATE TABLE discord_invalid (
    minute   timestamptz PRIMARY KEY,
    requests integer     NOT NULL
);
