-- What merchants want to be sent once more. A replay walks the list of its merchant from place to place; its place moves in the
-- transaction that makes the deliveries, so that no crash makes one twice or leaves one out.

CREATE TABLE replay (
    id          uuid             PRIMARY KEY,
    merchant    text COLLATE "C" NOT NULL,
    endpoint    uuid             NOT NULL REFERENCES endpoint,
    since       timestamptz      NOT NULL,
    until       timestamptz      NOT NULL,
    event_types text[]           NOT NULL, -- empty is all that the endpoint wants
    state       text             NOT NULL CHECK (state IN ('RUNNING', 'PAUSED', 'COMPLETED', 'CANCELLED')),
    place       bigint           NOT NULL, -- everything up to here has been looked at
    last        bigint           NOT NULL, -- what comes after this is live
    total       bigint           NOT NULL, -- what there was to replay when it was made
    replayed    bigint           NOT NULL,
    skipped     bigint           NOT NULL, -- taken back by a reorganisation
    created_at  timestamptz      NOT NULL,
    moved_at    timestamptz      NOT NULL,
    finished_at timestamptz,
    CHECK ((finished_at IS NOT NULL) = (state IN ('COMPLETED', 'CANCELLED')))
) WITH (fillfactor = 50);

CREATE UNIQUE INDEX replay_under_way ON replay (endpoint) WHERE state IN ('RUNNING', 'PAUSED');
CREATE INDEX replay_running ON replay (moved_at) WHERE state = 'RUNNING';
CREATE INDEX replay_of_endpoint ON replay (endpoint, created_at);

ALTER TABLE pending_delivery ADD COLUMN replay uuid; -- null is live

CREATE INDEX pending_first_replayed ON pending_delivery (endpoint, due_at)
 WHERE NOT parked AND attempts = 0 AND replay IS NOT NULL;
CREATE INDEX pending_of_replay ON pending_delivery (replay) WHERE replay IS NOT NULL;
