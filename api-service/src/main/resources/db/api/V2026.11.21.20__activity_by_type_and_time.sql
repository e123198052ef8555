-- The failures of a merchant among many charges, and what happened since a day.
CREATE INDEX activity_by_type ON activity (merchant, type, block_number DESC, log_index DESC);
CREATE INDEX activity_by_time ON activity (merchant, block_time) INCLUDE (block_number);
