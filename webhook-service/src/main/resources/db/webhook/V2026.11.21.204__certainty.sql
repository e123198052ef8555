-- How sure an event has to be before a merchant hears of it.

-- Read from the log, and not yet under as many blocks as the platform asks for: nobody has been told, and nobody will be if a
-- reorganisation takes it back before.
CREATE TABLE unconfirmed (
    place           bigint           PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    event_id        text COLLATE "C" NOT NULL UNIQUE,
    merchant        text COLLATE "C" NOT NULL,
    type            text             NOT NULL,
    module          text COLLATE "C",
    plan_id         bigint,
    subscription_id numeric(78, 0),
    data            text             NOT NULL,
    block           bigint           NOT NULL,
    seen            bigint[]         -- how far the log was applied then, by partition: no older head confirms it
);

CREATE INDEX unconfirmed_block ON unconfirmed (block);

ALTER TABLE endpoint ADD COLUMN at text NOT NULL DEFAULT 'SEEN' CHECK (at IN ('SEEN', 'SAFE', 'FINALIZED'));

-- A delivery that waits until the chain calls its block so; it is due at no time before.
ALTER TABLE pending_delivery
    ADD COLUMN awaits text CHECK (awaits IN ('SAFE', 'FINALIZED')),
    ADD COLUMN block  bigint,
    ADD CHECK ((awaits IS NULL) = (block IS NULL)),
    ADD CHECK (awaits IS NULL OR due_at = 'infinity');

CREATE INDEX pending_awaiting ON pending_delivery (awaits, block) WHERE awaits IS NOT NULL;
