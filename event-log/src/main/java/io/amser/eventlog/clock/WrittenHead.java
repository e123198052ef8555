package io.amser.eventlog.clock;

import io.amser.eventlog.HeadRecord;
import java.time.Instant;

/**
 * A head as the indexer wrote it; one that was written later replaces it, even if its block is a lower one.
 *
 * @param written when, by the clock of the indexer, which may have been wrong
 * @param offset where in the topic, which starts again with a new topic
 */
public record WrittenHead(HeadRecord head, Instant written, long offset) {}
