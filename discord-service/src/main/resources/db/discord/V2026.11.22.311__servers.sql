-- A role that Discord refuses to change is looked at again with its server.
ALTER TABLE role_fault
    DROP COLUMN look_again_at;

-- Which servers were not looked at for longest.
CREATE INDEX guild_turn_by_inspection ON guild_turn (inspected_at);

-- Whom to look at first.
DROP INDEX sync_wish_in_turn;
CREATE INDEX sync_wish_in_turn ON sync_wish (guild_id, attempts, lane, wished_at);

-- Servers that were connected before anybody left a wish there.
INSERT INTO guild_turn (guild_id)
SELECT DISTINCT guild_id
  FROM connection
    ON CONFLICT DO NOTHING;

-- Who subscribes to a plan that gives a role.
CREATE INDEX subscription_by_plan ON subscription (module, plan_id);

-- What plans give where the bot is: whoever removes it has ended what it gives, until that module is connected again.
CREATE VIEW mapping_in_force AS
SELECT m.*
  FROM mapping m
  JOIN connection c USING (module, guild_id)
 WHERE c.condition = 'connected';

COMMENT ON COLUMN member.reconciled_at IS 'infinity while the bot is not on the server: nobody looks at its members';
