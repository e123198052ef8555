-- How far the sweep over the wallets with a charge in the days to come has got; one row. Times are on the chain's clock, the lease is on the database's.
CREATE TABLE forecast_sweep (
    only_one     boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    began_at     bigint           NOT NULL,
    due_at       bigint           NOT NULL,
    module       text COLLATE "C" NOT NULL,
    id           numeric(78, 0)   NOT NULL,
    resumes_at   bigint           NOT NULL,
    leased_until timestamptz
);

INSERT INTO forecast_sweep (began_at, due_at, module, id, resumes_at) VALUES (0, 0, '', 0, 0);

-- The order of the sweep, and all charges of one wallet.
CREATE INDEX due_by_time ON due (due_at, module, id);

CREATE INDEX due_by_wallet ON due (payer, token, due_at);

-- What is to be published, and what was: a window is told of once.
CREATE TABLE outbox (
    id           text COLLATE "C" PRIMARY KEY,
    place        bigint GENERATED ALWAYS AS IDENTITY,
    body         text        NOT NULL,
    due_at       bigint      NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz
);

CREATE INDEX outbox_waiting ON outbox (place) WHERE published_at IS NULL;

CREATE INDEX outbox_by_time ON outbox (published_at);
