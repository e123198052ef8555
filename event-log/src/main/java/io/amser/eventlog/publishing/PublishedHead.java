package io.amser.eventlog.publishing;

import io.amser.eventlog.HeadRecord;
import java.time.Instant;

/**
 * A head as it was read from its topic.
 *
 * @param writtenAt Kafka's timestamp of this record, which repetitions renew
 */
public record PublishedHead(HeadRecord head, Instant writtenAt) {}
