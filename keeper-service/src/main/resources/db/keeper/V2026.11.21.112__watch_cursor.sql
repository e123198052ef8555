-- Up to which block the logs were read for top-ups; one row.
CREATE TABLE watch_cursor (
    only_one     boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    block_number bigint NOT NULL,
    block_hash   text -- null after a step back: whatever stands there is believed
);

-- From token to token, and from a top-up to what waits for it.
DROP INDEX due_watched;

CREATE INDEX due_watched ON due (token, payer) WHERE watched;
