-- Where several keepers take turns, next_attempt_at is moved once to the time of ours: such a row is picked no sooner, and waits for nobody then.
ALTER TABLE due ADD COLUMN our_turn boolean NOT NULL DEFAULT false;
