-- Whoever lets the bot in again for another module alone has ended what this one gives.
ALTER TABLE connection
    DROP CONSTRAINT connection_condition_check,
    ADD CONSTRAINT connection_condition_check CHECK (condition IN ('connected', 'removed', 'ended'));

-- Whom to look at first: what nobody waits for comes last, and whom nobody could be told about after those whom nobody asked about.
DROP INDEX sync_wish_in_turn;
CREATE INDEX sync_wish_in_turn ON sync_wish (guild_id, (lane = 2), attempts, lane, wished_at);
