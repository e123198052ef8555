-- How far a keeper that runs alone has applied the chain's own events: the last block of each range that was read.
CREATE TABLE followed_block (
    number bigint PRIMARY KEY,
    hash   text COLLATE "C" NOT NULL
);
