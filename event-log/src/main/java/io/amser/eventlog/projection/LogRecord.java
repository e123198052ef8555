package io.amser.eventlog.projection;

import io.amser.eventlog.PublishedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the log as it came, and what it says if it can be read. */
sealed interface LogRecord {
    ConsumerRecord<byte[], byte[]> raw();

    record Decoded(ConsumerRecord<byte[], byte[]> raw, PublishedEvent event) implements LogRecord {
        LoggedEvent logged() {
            return new LoggedEvent(event, partition(), offset());
        }
    }

    /** Nothing of it concerns this service, which serves one chain; only the position moves past it. */
    record OfAnotherChain(ConsumerRecord<byte[], byte[]> raw) implements LogRecord {}

    record Undecodable(ConsumerRecord<byte[], byte[]> raw, String reason) implements LogRecord {}

    default int partition() {
        return raw().partition();
    }

    default long offset() {
        return raw().offset();
    }
}
