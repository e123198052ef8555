-- Where merchants want to be told, what they have been told, and what is still to be brought to them. Primary data: nothing
-- of it can be folded from the log again, so it is backed up and never rebuilt.
-- Times are on the service's clock; only block numbers and ids come from the chain.

CREATE TABLE endpoint (
    id          uuid             PRIMARY KEY,
    merchant    text COLLATE "C" NOT NULL,
    url         text             NOT NULL,
    description text             NOT NULL,
    event_types text[]           NOT NULL, -- empty is all
    module      text COLLATE "C",          -- null is all
    plan_id     bigint,                    -- null is all
    ordered     boolean          NOT NULL,
    state       text             NOT NULL CHECK (state IN ('ACTIVE', 'DISABLED', 'DELETED')),
    created_at  timestamptz      NOT NULL,
    CHECK (plan_id IS NULL OR module IS NOT NULL)
);

CREATE INDEX endpoint_of_merchant ON endpoint (merchant) WHERE state <> 'DELETED';

-- Encrypted, bound to the endpoint; the successor signs beside the current one until it takes over.
CREATE TABLE endpoint_secret (
    endpoint      uuid        NOT NULL REFERENCES endpoint,
    successor     boolean     NOT NULL,
    key_id        text        NOT NULL,
    sealed        bytea       NOT NULL,
    takes_over_at timestamptz,
    PRIMARY KEY (endpoint, successor),
    CHECK (successor = (takes_over_at IS NOT NULL))
);

-- What an endpoint was offered and what became of it; what is pending or parked is counted where it waits. The numbers
-- outlive the bodies: accepted = delivered + exhausted + filtered + dropped + cancelled + pending + parked.
CREATE TABLE ledger (
    endpoint  uuid   PRIMARY KEY REFERENCES endpoint,
    accepted  bigint NOT NULL DEFAULT 0,
    delivered bigint NOT NULL DEFAULT 0,
    exhausted bigint NOT NULL DEFAULT 0,
    filtered  bigint NOT NULL DEFAULT 0,
    dropped   bigint NOT NULL DEFAULT 0,
    cancelled bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

-- The last number of each subscription. A row is locked until its events are committed, so that numbers are never used twice.
CREATE TABLE subscription_sequence (
    module text COLLATE "C" NOT NULL,
    id     numeric(78, 0)   NOT NULL,
    last   bigint           NOT NULL,
    PRIMARY KEY (module, id)
) WITH (fillfactor = 50);

-- The last place in each merchant's list. The lock until the commit is what makes places visible in their order.
CREATE TABLE merchant_position (
    merchant text COLLATE "C" PRIMARY KEY,
    last     bigint           NOT NULL
) WITH (fillfactor = 50);

-- How often an event of the chain was taken back, for those that ever were: its next return has another id.
CREATE TABLE taken_back (
    event_id text COLLATE "C" PRIMARY KEY,
    times    bigint           NOT NULL
);

-- What a merchant is told, by the day of its intake: a day is dropped as a whole.
CREATE TABLE event (
    day             date             NOT NULL,
    id              text COLLATE "C" NOT NULL,
    merchant        text COLLATE "C" NOT NULL,
    position        bigint           NOT NULL,
    type            text             NOT NULL,
    module          text COLLATE "C",
    plan_id         bigint,
    subscription_id numeric(78, 0),
    sequence        bigint,
    created_at      timestamptz      NOT NULL,
    body            bytea            NOT NULL,
    PRIMARY KEY (id, day)
) PARTITION BY RANGE (day);

CREATE UNIQUE INDEX event_by_position ON event (merchant, position, day);

-- Deliveries that are not done: few, whatever the history. due_at is when the next attempt may begin; who takes one moves it
-- behind his deadline and raises the fence, so that his result counts only if nobody has taken it after him.
CREATE TABLE pending_delivery (
    id               uuid             PRIMARY KEY DEFAULT gen_random_uuid(),
    endpoint         uuid             NOT NULL,
    event_day        date             NOT NULL,
    event_id         text COLLATE "C" NOT NULL,
    module           text COLLATE "C",
    subscription_id  numeric(78, 0),
    sequence         bigint,
    parked           boolean          NOT NULL,
    attempts         int              NOT NULL DEFAULT 0,
    first_attempt_at timestamptz,
    due_at           timestamptz      NOT NULL,
    fence            bigint           NOT NULL DEFAULT 0,
    created_at       timestamptz      NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

CREATE INDEX pending_first_attempt ON pending_delivery (endpoint, due_at) WHERE NOT parked AND attempts = 0;
CREATE INDEX pending_retry ON pending_delivery (endpoint, due_at) WHERE NOT parked AND attempts > 0;
CREATE INDEX pending_in_order ON pending_delivery (endpoint, module, subscription_id, sequence);
CREATE INDEX pending_of_event ON pending_delivery (event_id);

-- Deliveries that are done, by the day of their event.
CREATE TABLE finished_delivery (
    id          uuid             NOT NULL,
    endpoint    uuid             NOT NULL,
    event_day   date             NOT NULL,
    event_id    text COLLATE "C" NOT NULL,
    outcome     text             NOT NULL CHECK (outcome IN ('DELIVERED', 'EXHAUSTED', 'CANCELLED')),
    attempts    int              NOT NULL,
    created_at  timestamptz      NOT NULL,
    finished_at timestamptz      NOT NULL,
    PRIMARY KEY (id, event_day)
) PARTITION BY RANGE (event_day);

CREATE INDEX finished_of_endpoint ON finished_delivery (endpoint, created_at, id);
CREATE INDEX finished_of_event ON finished_delivery (event_id);

-- What was sent and what came back, by the day of the event.
CREATE TABLE attempt (
    event_day  date        NOT NULL,
    delivery   uuid        NOT NULL,
    number     int         NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz NOT NULL,
    fault      text,       -- null is a success
    status     int,        -- null where no response came
    request    json        NOT NULL, -- its headers
    response   json,       -- likewise
    answer     bytea,      -- the beginning of the response's body
    PRIMARY KEY (delivery, number, event_day)
) PARTITION BY RANGE (event_day);

-- Makes the partitions of one day where they are missing, and says whether they were. Who writes rows of a day asks for it
-- first, so that no row is ever refused for want of a place; where nothing is missing, nothing is locked.
CREATE FUNCTION make_day(day date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    parent text;
    child  text;
BEGIN
    IF to_regclass('attempt' || to_char(day, '_YYYYMMDD')) IS NOT NULL THEN
        RETURN false;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('amser.webhook.days'));
    FOREACH parent IN ARRAY ARRAY['event', 'finished_delivery', 'attempt'] LOOP
        child := parent || to_char(day, '_YYYYMMDD');
        IF to_regclass(child) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', child, parent, day, day + 1);
        END IF;
    END LOOP;
    RETURN true;
END $$;

-- Drops the partitions of one day, with all that they hold.
CREATE FUNCTION drop_day(day date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    parent text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('amser.webhook.days'));
    FOREACH parent IN ARRAY ARRAY['event', 'finished_delivery', 'attempt'] LOOP
        EXECUTE format('DROP TABLE IF EXISTS %I', parent || to_char(day, '_YYYYMMDD'));
    END LOOP;
    RETURN true;
END $$;
