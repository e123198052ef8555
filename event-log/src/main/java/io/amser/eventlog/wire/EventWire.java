package io.amser.eventlog.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.EventOrigin;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** The records of the log of events: the one class that knows what they look like. */
public final class EventWire {
    private static final Pattern CHAIN_OF_SOURCE = Pattern.compile("/chains/([1-9]\\d{0,17})/");

    private EventWire() {}

    /** Every type of event that this version can read. */
    public static SortedSet<String> types() {
        return EventForm.types();
    }

    public static ProducerRecord<byte[], byte[]> record(String topic, PublishedEvent published) {
        var key = published.event().origin().key().value().getBytes(UTF_8);
        var body = JsonBytes.write(out -> EventForm.of(published.event()).write(published, out));
        return new ProducerRecord<>(topic, null, null, key, body, headers(published));
    }

    /** Reads a record of the log, whatever fields have been added to it since. */
    public static PublishedEvent read(ConsumerRecord<byte[], byte[]> record) {
        var type = record.headers().lastHeader(CloudEvent.TYPE);
        if (type == null || record.value() == null) {
            throw new UnreadableRecord("A record of the log needs a body and the header " + CloudEvent.TYPE);
        }
        return JsonBytes.read(record.value(), EventForm.ofType(new String(type.value(), UTF_8))::read);
    }

    /** The chain that a record names in its header, even if its body cannot be read. */
    public static Optional<ChainId> chain(ConsumerRecord<byte[], byte[]> record) {
        var source = record.headers().lastHeader(CloudEvent.SOURCE);
        if (source == null || source.value() == null) {
            return Optional.empty();
        }
        var found = CHAIN_OF_SOURCE.matcher(new String(source.value(), UTF_8));
        return found.lookingAt() ? Optional.of(new ChainId(Long.parseLong(found.group(1)))) : Optional.empty();
    }

    /** The subscription that a record names in its header, even if its body cannot be read. */
    public static Optional<SubscriptionKey> subscription(ConsumerRecord<byte[], byte[]> record) {
        var subject = record.headers().lastHeader(CloudEvent.SUBJECT);
        if (subject == null || subject.value() == null) {
            return Optional.empty();
        }
        var parts = new String(subject.value(), UTF_8).split("/", 2);
        try {
            return parts.length == 2
                    ? Optional.of(new SubscriptionKey(new Address(parts[0]), SubscriptionId.parse(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Header> headers(PublishedEvent published) {
        var event = published.event();
        var origin = event.origin();
        var source = "/chains/" + origin.chainId().value() + "/contracts/" + origin.contract();
        var headers = new CloudEvent(published.recordId(), event.type(), source, origin.blockTime(), subject(event))
                .headers();
        headers.add(CloudEvent.header("traceparent", traceParent(origin)));
        return headers;
    }

    /** The subscription that the event is about, written {@code module/id}, else the record's key. */
    private static String subject(ChainEvent event) {
        return event instanceof ChainEvent.OfSubscription of
                ? of.subscription().toString()
                : event.origin().key().value();
    }

    /** The trace of an event is numbered by its id, so that every service finds the same one without being told. */
    private static String traceParent(EventOrigin origin) {
        var trace = origin.id().uuid();
        var hex = HexFormat.of();
        return "00-" + hex.toHexDigits(trace.getMostSignificantBits())
                + hex.toHexDigits(trace.getLeastSignificantBits())
                + "-" + origin.blockHash().value().substring(2, 18) + "-01";
    }
}
