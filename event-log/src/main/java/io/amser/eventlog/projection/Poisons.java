package io.amser.eventlog.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amser.eventlog.wire.EventWire;
import io.amser.protocol.Address;
import io.amser.protocol.SubscriptionKey;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds out what a record concerns that could not be applied, and perhaps not even read. */
final class Poisons {
    private Poisons() {}

    static Poison of(LogRecord record, String reason) {
        var subscription = EventWire.subscription(record.raw());
        var module = subscription.map(SubscriptionKey::module).or(() -> key(record.raw()));
        return new Poison(module, subscription, record.partition(), record.offset(), reason);
    }

    private static Optional<Address> key(ConsumerRecord<byte[], byte[]> raw) {
        try {
            return Optional.ofNullable(raw.key()).map(key -> new Address(new String(key, UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
