-- How far merchants were told of the log. Primary data, unlike the position in log_offset: whoever builds the tables anew
-- leaves it, and so nobody hears again what he was told before.
CREATE TABLE told_log (
    cluster_id  text   NOT NULL,
    topic_id    text   NOT NULL,
    partition   int    NOT NULL,
    next_offset bigint NOT NULL,
    block       bigint NOT NULL, -- up to which everything is told, should another log bring it again
    PRIMARY KEY (cluster_id, topic_id, partition)
) WITH (fillfactor = 50);

INSERT INTO told_log (cluster_id, topic_id, partition, next_offset, block)
SELECT cluster_id, topic_id, partition, next_offset, (SELECT coalesce(max(block_number), 0) FROM history)
  FROM log_offset
 WHERE topic = 'amser.chain.events';
