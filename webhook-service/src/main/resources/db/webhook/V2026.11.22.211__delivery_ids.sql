-- Ids by the time of their making: what is written together stands together in every index of them.
ALTER TABLE pending_delivery ALTER COLUMN id SET DEFAULT uuidv7();
