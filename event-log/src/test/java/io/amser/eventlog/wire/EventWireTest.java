package io.amser.eventlog.wire;

import static io.amser.eventlog.SampleEvents.address;
import static io.amser.eventlog.SampleEvents.origin;
import static io.amser.eventlog.SampleEvents.pause;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.SampleEvents;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.event.ChainEvent;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class EventWireTest {
    private static final PublishedEvent PAUSE = PublishedEvent.of(pause(1, 2));

    @Test
    void every_type_of_event_comes_back_as_it_went() {
        var events = SampleEvents.ofEveryType().stream().map(PublishedEvent::of).toList();

        var read = events.stream()
                .map(event -> EventWire.read(received(written(event))))
                .toList();

        assertThat(read).isEqualTo(events);
        assertThat(read)
                .extracting(event -> event.event().type())
                .containsExactlyInAnyOrderElementsOf(EventWire.types());
    }

    @Test
    void a_retraction_names_the_event_that_it_takes_back() {
        var record = written(PublishedEvent.retractionOf(PAUSE.event()));

        assertThat(header(record, "ce_id")).isEqualTo(PAUSE.event().id() + "-retracted");
        assertThat(EventWire.read(received(record))).isEqualTo(PublishedEvent.retractionOf(PAUSE.event()));
    }

    @Test
    void a_record_is_a_cloud_event_in_binary_mode() {
        var record = written(PAUSE);

        assertThat(record.key()).asString(UTF_8).isEqualTo(address(1).value());
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "ce_id")).isEqualTo(PAUSE.event().id().value());
        assertThat(header(record, "ce_type")).isEqualTo("SubscriptionPaused");
        assertThat(header(record, "ce_source")).isEqualTo("/chains/31337/contracts/" + address(5));
        assertThat(header(record, "ce_time")).isEqualTo("2023-11-14T22:13:22Z");
        assertThat(header(record, "ce_subject")).isEqualTo(address(1) + "/2");
        assertThat(header(record, "content-type")).isEqualTo("application/json");
        assertThat(header(record, "traceparent")).isEqualTo("00-00000000000000020000000000000009-0000000000000000-01");
    }

    @Test
    void the_body_is_flat_where_all_events_are_alike_and_keeps_big_numbers_in_strings() {
        var allowance = new ChainEvent.AllowanceSet(
                origin(2, null),
                new AllowanceKey(address(7), address(8), address(9)),
                TokenAmount.UNLIMITED_ALLOWANCE,
                null);

        assertThat(written(PublishedEvent.of(allowance)).value())
                .asString(UTF_8)
                .isEqualTo("""
                {"type":"AllowanceSet","chain_id":31337,"block_number":2,\
                "block_hash":"0x0000000000000000000000000000000000000000000000000000000000000002",\
                "block_time":1700000002,\
                "tx_hash":"0x0000000000000000000000000000000000000000000000000000000000000003",\
                "log_index":3,"contract":"0x0000000000000000000000000000000000000005",\
                "module":null,"merchant":null,"id":"evt_00000000000010000000000009","retracted":false,\
                "data":{"allowance":{"processor":"0x0000000000000000000000000000000000000007",\
                "owner":"0x0000000000000000000000000000000000000008",\
                "token":"0x0000000000000000000000000000000000000009"},\
                "amount":"1461501637330902918203684832716283019655932542975","expiration":null}}""");
    }

    @Test
    void unknown_fields_are_passed_over() {
        var newer = body(PAUSE)
                .replace("{\"type\"", "{\"new_one\":{\"deep\":[1,{}]},\"type\"")
                .replace("\"data\":{", "\"data\":{\"another\":[[]],");

        assertThat(EventWire.read(received("SubscriptionPaused", newer))).isEqualTo(PAUSE);
    }

    @Test
    void an_unknown_type_is_not_passed_over() {
        assertThatThrownBy(() -> EventWire.read(received("SubscriptionGifted", body(PAUSE))))
                .isInstanceOf(UnknownEventType.class)
                .hasMessageContaining("SubscriptionGifted");
    }

    @Test
    void what_is_no_event_is_unreadable() {
        assertUnreadable("not JSON", "SubscriptionPaused");
        assertUnreadable("{}", "SubscriptionPaused");
        assertUnreadable("[]", "SubscriptionPaused");
        assertUnreadable(body(PAUSE).replace("\"subscription\"", "\"renamed\""), "SubscriptionPaused");
        assertUnreadable(body(PAUSE).replace("\"log_index\":3", "\"log_index\":3000000000"), "SubscriptionPaused");
        assertUnreadable(body(PAUSE).replace(address(5).value(), "0x5"), "SubscriptionPaused");
        assertUnreadable(body(PAUSE), "SubscriptionResumed");
        assertUnreadable(body(PAUSE).substring(0, 200), "SubscriptionPaused");
    }

    @Test
    void a_broken_body_still_names_its_subscription() {
        var record = received(written(PAUSE));

        assertThat(EventWire.subscription(record))
                .contains(((ChainEvent.SubscriptionPaused) PAUSE.event()).subscription());
        assertThat(EventWire.subscription(received("SubscriptionPaused", "?"))).isEqualTo(Optional.empty());
    }

    private static void assertUnreadable(String body, String type) {
        assertThatThrownBy(() -> EventWire.read(received(type, body))).isInstanceOf(UnreadableRecord.class);
    }

    private static ProducerRecord<byte[], byte[]> written(PublishedEvent event) {
        return EventWire.record("log", event);
    }

    private static String body(PublishedEvent event) {
        return new String(written(event).value(), UTF_8);
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> received(String type, String body) {
        var headers = new RecordHeaders().add("ce_type", type.getBytes(UTF_8));
        return received(new ProducerRecord<>("log", null, null, new byte[0], body.getBytes(UTF_8), headers));
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                "log",
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }
}
