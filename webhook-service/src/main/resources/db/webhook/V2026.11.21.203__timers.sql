-- What happens because time goes by. Primary data but for subscription_timer, which the log fills again.
-- Times are the chain's, in unix seconds.

-- When something may happen to a subscription next, and whether the log has touched it since somebody looked.
CREATE TABLE subscription_timer (
    module          text COLLATE "C" NOT NULL,
    subscription_id numeric(78, 0)   NOT NULL,
    at              bigint,           -- 0 is as soon as may be, null is never: only the log can change that
    kept_open_by    text COLLATE "C", -- the processor whose pause moves the end of the present window
    touched_block   bigint,           -- the lowest block of an event that came or went since somebody looked
    seen            bigint[],         -- how far the log was applied then, by partition: no older head is judged by
    PRIMARY KEY (module, subscription_id)
) WITH (fillfactor = 80);

CREATE INDEX subscription_timer_due ON subscription_timer (at) WHERE at IS NOT NULL;
CREATE INDEX subscription_timer_kept_open ON subscription_timer (kept_open_by) WHERE kept_open_by IS NOT NULL;

-- What a merchant was told that no log said, or might have been told so: each number of a kind once.
CREATE TABLE lapse (
    module          text COLLATE "C" NOT NULL,
    subscription_id numeric(78, 0)   NOT NULL,
    kind            text             NOT NULL,
    number          bigint           NOT NULL,
    event_id        text COLLATE "C" NOT NULL, -- before its first return
    from_log        boolean          NOT NULL, -- whether it was an event of the log that said it
    block           bigint           NOT NULL, -- the head by which it was judged
    fired_at        bigint           NOT NULL,
    PRIMARY KEY (module, subscription_id, kind, number)
);

-- What a chain that went back has to be asked again.
CREATE INDEX lapse_block ON lapse (block) WHERE NOT from_log;
CREATE INDEX lapse_fired_at ON lapse (fired_at) WHERE NOT from_log;

-- When the newest head was written by which anybody judged; its lock makes one judge of all replicas.
CREATE TABLE judged_head (
    single  boolean     PRIMARY KEY DEFAULT true CHECK (single),
    written timestamptz NOT NULL
);

INSERT INTO judged_head (written) VALUES ('epoch');

-- The higher one of each place.
CREATE FUNCTION furthest(a bigint[], b bigint[]) RETURNS bigint[] LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(GREATEST(p.a, p.b) ORDER BY p.place)
      FROM UNNEST(a, b) WITH ORDINALITY AS p (a, b, place)
$$;

-- How far a topic is applied, by partition, as this transaction leaves it.
CREATE FUNCTION applied_of(name text) RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(coalesce(o.next_offset, 0) ORDER BY p.number)
      FROM generate_series(0, (SELECT max(partition) FROM log_offset WHERE topic = name)) AS p (number)
      LEFT JOIN log_offset o ON o.partition = p.number AND o.topic = name
$$;

-- Whether nothing was applied then beyond what is reached now.
CREATE FUNCTION is_covered(seen bigint[], reached bigint[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT NOT EXISTS (SELECT
                         FROM UNNEST(seen, reached) AS p (seen, reached)
                        WHERE p.seen > coalesce(p.reached, 0))
$$;

-- Whoever is here already is looked at once.
INSERT INTO subscription_timer (module, subscription_id, at, touched_block)
SELECT module, id, 0, 0
  FROM subscription;
