-- Whether a name is proven is asked when it is read: a reorganisation may put another plan in the place of an old one.
-- Nobody could give a name so far but by hand.
ALTER TABLE plan_metadata
    DROP COLUMN verified,
    ADD COLUMN hash text NOT NULL DEFAULT '';
ALTER TABLE plan_metadata
    ALTER COLUMN hash DROP DEFAULT;
