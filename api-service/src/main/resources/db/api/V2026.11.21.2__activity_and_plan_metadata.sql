-- What was charged or failed to be; rows follow their events, so that a retraction takes its row away.
-- Token and plan are found through the subscription, because a failure does not name them.
CREATE TABLE activity (
    event_id        text COLLATE "C" PRIMARY KEY,
    merchant        text COLLATE "C",
    module          text COLLATE "C" NOT NULL,
    subscription_id numeric(78, 0)   NOT NULL,
    type            text             NOT NULL,
    block_number    bigint           NOT NULL,
    log_index       int              NOT NULL,
    block_time      bigint           NOT NULL,
    tx_hash         text             NOT NULL,
    amount          numeric(78, 0)   NOT NULL,
    fee             numeric(78, 0)   NOT NULL,
    reason          text,
    keeper          text             NOT NULL
);

-- A merchant reads the newest first.
CREATE INDEX activity_of_merchant ON activity (merchant, block_number DESC, log_index DESC);

-- Names of plans stand off chain: what merchants tell us, backed up and never rebuilt from the log.
CREATE TABLE plan_metadata (
    module      text COLLATE "C" NOT NULL,
    plan_id     bigint           NOT NULL,
    name        text             NOT NULL,
    description text             NOT NULL,
    verified    boolean          NOT NULL,
    PRIMARY KEY (module, plan_id)
);
