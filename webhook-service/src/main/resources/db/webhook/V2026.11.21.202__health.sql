-- How endpoints fare: who has disabled one, what it is asked before it is served again, and for how long it has done nothing
-- but fail.

ALTER TABLE endpoint
    DROP CONSTRAINT endpoint_state_check,
    ADD COLUMN disabled_by text CHECK (disabled_by IN ('MERCHANT', 'GONE', 'FAILURES')),
    ADD COLUMN probe       text COLLATE "C"; -- the event that has to arrive before anything else is sent

UPDATE endpoint SET disabled_by = 'GONE' WHERE state = 'DISABLED';

ALTER TABLE endpoint
    ADD CHECK (state IN ('ACTIVE', 'PROBING', 'DISABLED', 'DELETED')),
    ADD CHECK (state = 'DELETED' OR (disabled_by IS NOT NULL) = (state IN ('PROBING', 'DISABLED'))),
    ADD CHECK (state = 'DELETED' OR (probe IS NOT NULL) = (state = 'PROBING'));

-- Of those that ever failed or were disabled. What the merchant was told last, and how often he was told of a change, is what
-- keeps news from coming twice.
CREATE TABLE endpoint_health (
    endpoint      uuid        PRIMARY KEY,
    failing_since timestamptz,                      -- the first failure since the last success, if that has come
    failed_at     timestamptz,                      -- the newest one
    told          text        NOT NULL DEFAULT 'HEALTHY' CHECK (told IN ('HEALTHY', 'FAILING', 'DISABLED')),
    changes       bigint      NOT NULL DEFAULT 0,
    CHECK ((failing_since IS NULL) = (failed_at IS NULL))
) WITH (fillfactor = 50);

CREATE INDEX pending_parked ON pending_delivery (endpoint, due_at) WHERE parked;
