-- How far this service has applied the log; advanced in the transaction that applies it.
CREATE TABLE log_offset (
    cluster_id  TEXT   NOT NULL,
    topic_id    TEXT   NOT NULL,
    partition   INT    NOT NULL,
    topic       TEXT   NOT NULL,
    next_offset BIGINT NOT NULL,
    PRIMARY KEY (cluster_id, topic_id, partition)
) WITH (fillfactor = 50);
