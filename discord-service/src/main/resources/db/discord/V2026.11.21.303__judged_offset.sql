ALTER TABLE judged_head
    ADD log_offset bigint NOT NULL DEFAULT 0;
