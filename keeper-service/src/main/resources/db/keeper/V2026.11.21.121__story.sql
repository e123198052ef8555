-- The whole story of a window, what a key spends in a day, and what has become final.

-- What a key has spent, and what its open transactions may still cost, by the UTC day of chain time in which they were sent first.
CREATE TABLE key_day (
    key_address text COLLATE "C" NOT NULL,
    day         bigint           NOT NULL,
    wei         numeric(78, 0)   NOT NULL,
    PRIMARY KEY (key_address, day)
);

ALTER TABLE submission
    ADD COLUMN spend_day         bigint         NOT NULL DEFAULT 0,
    ADD COLUMN reserved          numeric(78, 0) NOT NULL DEFAULT 0, -- the most that any of its transactions may cost
    ADD COLUMN spent             numeric(78, 0),                    -- what it did cost
    ADD COLUMN block_hash        text,
    ADD COLUMN block_time        bigint,
    ADD COLUMN final_time        bigint,      -- chain time at which its block was seen to be final
    ADD COLUMN unaccounted_since timestamptz; -- the nonce is used, and no node shows a receipt of ours

UPDATE submission SET final_time = 0 WHERE state <> 'OPEN';

-- What is looked at in every round: never more than what the chain may still take back.
CREATE INDEX submission_not_final ON submission (block, block_hash) WHERE state <> 'OPEN' AND final_time IS NULL;

ALTER TABLE signed_transaction
    ADD COLUMN tries       int NOT NULL DEFAULT 0, -- how often it was shown to the nodes
    ADD COLUMN tried_at    timestamptz,
    ADD COLUMN taken_block bigint,                 -- the newest block when a node first took it
    ADD COLUMN taken_time  bigint;

-- Times on the chain's clock, next to the story in words: an array of steps, each with its time.
ALTER TABLE charge
    ADD COLUMN ready_at      bigint, -- since when nothing but the keeper stood in the way; null if something did later
    ADD COLUMN quoted_time   bigint,
    ADD COLUMN sent_time     bigint,
    ADD COLUMN included_time bigint,
    ADD COLUMN final_time    bigint,
    ADD COLUMN story         jsonb NOT NULL DEFAULT '[]';

CREATE INDEX charge_by_inclusion ON charge (included_time) WHERE ready_at IS NOT NULL AND state = 'CHARGED';
