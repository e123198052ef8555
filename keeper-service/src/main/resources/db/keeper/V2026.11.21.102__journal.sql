-- What the keeper did. Primary data: it is backed up and never rebuilt.

-- One sequence of nonces for each key; the row's lock orders all who sign with it.
CREATE TABLE keeper_key (
    address    text COLLATE "C" PRIMARY KEY,
    next_nonce bigint NOT NULL
);

-- What stands at one nonce of a key: a batch of charges, or a payment to itself that only uses the nonce up.
CREATE TABLE submission (
    key_address text COLLATE "C" NOT NULL,
    nonce       bigint           NOT NULL,
    target      text             NOT NULL,
    call_data   bytea            NOT NULL,
    gas_limit   bigint           NOT NULL,
    valid_until bigint           NOT NULL,
    state       text             NOT NULL CHECK (state IN ('OPEN', 'INCLUDED', 'REVERTED', 'DISPLACED')),
    refusal     text, -- what a node said against it
    tx_hash     text,
    block       bigint,
    gas_used    bigint,
    gas_price   numeric(78, 0),
    created_at  timestamptz      NOT NULL DEFAULT now(),
    settled_at  timestamptz,
    PRIMARY KEY (key_address, nonce)
);

CREATE INDEX submission_by_time ON submission (created_at);

CREATE INDEX submission_open ON submission (key_address, nonce) WHERE state = 'OPEN';

-- Signed bytes, stored before any node sees them. A replacement stands at the nonce of what it replaces.
CREATE TABLE signed_transaction (
    key_address  text COLLATE "C" NOT NULL,
    nonce        bigint           NOT NULL,
    attempt      int              NOT NULL,
    hash         text             NOT NULL,
    bytes        bytea            NOT NULL,
    max_fee      numeric(78, 0)   NOT NULL,
    tip          numeric(78, 0)   NOT NULL,
    signed_at    timestamptz      NOT NULL DEFAULT now(),
    broadcast_at timestamptz,
    PRIMARY KEY (key_address, nonce, attempt),
    FOREIGN KEY (key_address, nonce) REFERENCES submission
);

-- The journal: one row for each window that was ever sent, with its latest attempt.
CREATE TABLE charge (
    module      text COLLATE "C" NOT NULL,
    id          numeric(78, 0)   NOT NULL,
    window_id   bigint           NOT NULL,
    payer       text COLLATE "C" NOT NULL,
    token       text COLLATE "C" NOT NULL,
    amount      numeric(78, 0)   NOT NULL,
    due_at      bigint           NOT NULL,
    state       text             NOT NULL CHECK (state IN ('IN_FLIGHT', 'CHARGED', 'FAILED', 'SKIPPED')),
    code        text,
    keeper_fee  numeric(78, 0),
    key_address text COLLATE "C" NOT NULL,
    nonce       bigint           NOT NULL,
    attempts    int              NOT NULL DEFAULT 1,
    sent_at     timestamptz      NOT NULL DEFAULT now(),
    settled_at  timestamptz,
    PRIMARY KEY (module, id, window_id),
    FOREIGN KEY (key_address, nonce) REFERENCES submission
);

CREATE INDEX charge_by_time ON charge (sent_at);

CREATE INDEX charge_of_submission ON charge (key_address, nonce);

CREATE INDEX charge_in_flight ON charge (payer, token) WHERE state = 'IN_FLIGHT';
