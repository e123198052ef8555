-- What waits for the keeper itself, by when it fell due.
CREATE INDEX due_waiting ON due (processor, due_at) WHERE NOT watched AND NOT missed;
