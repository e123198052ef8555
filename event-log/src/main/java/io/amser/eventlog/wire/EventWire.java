package io.amser.eventlog.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.EventOrigin;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The records of the log of events: the one class that knows what they look like. */
public final class EventWire {
    static final String TYPE = "ce_type";
    static final String SUBJECT = "ce_subject";
    private static final byte[] SPECIFICATION = "1.0".getBytes(UTF_8);
    private static final byte[] JSON = "application/json".getBytes(UTF_8);

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
        var type = record.headers().lastHeader(TYPE);
        if (type == null || record.value() == null) {
            throw new UnreadableRecord("A record of the log needs a body and the header " + TYPE);
        }
        return JsonBytes.read(record.value(), EventForm.ofType(new String(type.value(), UTF_8))::read);
    }

    private static Iterable<Header> headers(PublishedEvent published) {
        var event = published.event();
        var origin = event.origin();
        return List.of(
                new RecordHeader("ce_specversion", SPECIFICATION),
                header("ce_id", published.recordId()),
                header(TYPE, event.type()),
                header("ce_source", "/chains/" + origin.chainId().value() + "/contracts/" + origin.contract()),
                header("ce_time", origin.blockTime().toInstant().toString()),
                header(SUBJECT, subject(event)),
                header("traceparent", traceParent(origin)),
                new RecordHeader("content-type", JSON));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
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
