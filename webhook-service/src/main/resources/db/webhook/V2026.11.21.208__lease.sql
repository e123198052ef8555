-- Who takes a delivery says until when in a column of no index, so that the row stays where it is in all of them.
ALTER TABLE pending_delivery ADD COLUMN leased_until timestamptz;

-- What is replayed stands in an index of its own, not before the news.
DROP INDEX pending_first_attempt;
CREATE INDEX pending_news ON pending_delivery (endpoint, due_at) WHERE NOT parked AND attempts = 0 AND replay IS NULL;
