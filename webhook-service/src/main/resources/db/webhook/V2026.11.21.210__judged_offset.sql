-- Where the newest head stood by which anybody judged.
ALTER TABLE judged_head ADD COLUMN log_offset bigint NOT NULL DEFAULT 0;
