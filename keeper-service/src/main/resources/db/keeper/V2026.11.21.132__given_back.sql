-- What a key that is dead or poor has in flight is given back to others.
ALTER TABLE submission
    ADD COLUMN offered_at timestamptz NOT NULL DEFAULT now(); -- since when it waits for a block for the fees that it offers now
