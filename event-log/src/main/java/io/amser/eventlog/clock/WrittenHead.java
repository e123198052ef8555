package io.amser.eventlog.clock;

import io.amser.eventlog.HeadRecord;
import java.time.Instant;

/** A head and when the indexer wrote it; one that was written later replaces it, even if its block is a lower one. */
public record WrittenHead(HeadRecord head, Instant written) {}
