package io.amser.eventlog.projection;

import static io.amser.eventlog.SampleEvents.address;
import static io.amser.eventlog.SampleEvents.pause;
import static io.amser.eventlog.projection.LedgerLog.MODULE;
import static io.amser.eventlog.projection.LedgerLog.id;
import static io.amser.eventlog.projection.LedgerLog.ids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.process.Readiness;
import io.amser.devstack.server.TestServers;
import io.amser.eventlog.EmptyLog;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.topic.TopicSize;
import io.amser.eventlog.topic.Topics;
import io.amser.eventlog.wire.EventWire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records that cannot be applied, and what becomes of those around them. */
class RecordsSetAsideIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final LedgerLog log = new LedgerLog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void a_record_that_breaks_the_database_is_set_aside_with_its_reason_and_the_partition_goes_on() {
        log.publish(1, 100);
        log.ledger().forbid(PublishedEvent.of(pause(MODULE, 50)));

        try (var replica = log.replica()) {
            replica.applyAll();
        }

        assertThat(log.ledger().applied()).isEqualTo(ids(1, 49, 51, 100));
        assertThat(log.ledger().poisonedSubscriptions()).containsExactly(address(MODULE) + "/50");
        assertThat(log.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(EventWire.read(letter)).isEqualTo(PublishedEvent.of(pause(MODULE, 50)));
            assertThat(header(letter, "amser_error")).contains("applied_record_check");
            assertThat(header(letter, "amser_topic")).isEqualTo(Topic.CHAIN_EVENTS.name());
            assertThat(header(letter, "amser_offset")).isEqualTo("49");
        });
    }

    @Test
    void nothing_is_applied_before_the_brokers_have_the_record_that_is_set_aside() throws Exception {
        log.publish(1, 10);
        log.ledger().forbid(PublishedEvent.of(pause(MODULE, 5)));
        var letters = log.deadLetterTopic();

        try (var replica = log.replica();
                var admin = TestServers.kafka().admin()) {
            var polled = replica.poll();
            admin.deleteTopics(List.of(letters.name())).all().get();
            EmptyLog.awaitGone(admin, Set.of(letters.name()));

            var applied = replica.apply(polled).subscribeAsCompletionStage();
            assertThat(Readiness.isReadyWithin(
                            SOON, () -> replica.state().waitingFor().isPresent()))
                    .isTrue();
            assertThat(log.ledger().applied()).isEmpty();
            new Topics(admin).ensure(new TopicSize(EmptyLog.PARTITIONS, 1), List.of(letters));

            assertThat(applied).succeedsWithin(SOON);
        }

        assertThat(log.ledger().applied()).isEqualTo(ids(1, 4, 6, 10));
        assertThat(log.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(EventWire.read(letter)).isEqualTo(PublishedEvent.of(pause(MODULE, 5))));
    }

    @Test
    void records_that_confuse_the_code_are_set_aside_one_by_one() {
        log.publish(1, 20);
        List.of(1, 7, 8, 20).forEach(number -> log.ledger().confuseBy(PublishedEvent.of(pause(MODULE, number))));

        try (var replica = log.replica()) {
            replica.applyAll();
        }

        assertThat(log.ledger().applied()).isEqualTo(ids(2, 6, 9, 19));
        assertThat(log.deadLetters())
                .extracting(letter -> header(letter, "amser_error"))
                .hasSize(4)
                .allMatch(reason -> reason.contains("Nobody has foreseen"));
    }

    @Test
    void a_record_that_cannot_be_read_is_set_aside_and_its_subscription_is_known() {
        log.publish(1, 3);
        var broken = EventWire.record(Topic.CHAIN_EVENTS.name(), PublishedEvent.of(pause(MODULE, 4)));
        log.send(new ProducerRecord<>(
                broken.topic(), null, null, broken.key(), "{\"type\":".getBytes(UTF_8), broken.headers()));
        log.publish(5, 6);

        try (var replica = log.replica()) {
            replica.applyAll();
        }

        assertThat(log.ledger().applied()).isEqualTo(ids(1, 3, 5, 6));
        assertThat(log.ledger().poisonedSubscriptions()).containsExactly(address(MODULE) + "/4");
        assertThat(log.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.value()).asString(UTF_8).isEqualTo("{\"type\":"));
    }

    @Test
    void a_record_that_confuses_its_reader_is_set_aside_and_the_partition_goes_on() {
        log.publish(1, 3);
        var known = EventWire.record(Topic.CHAIN_EVENTS.name(), PublishedEvent.of(pause(MODULE, 4)));
        var confusing = new ProducerRecord<>(known.topic(), known.key(), known.value());
        confusing.headers().add("ce_type", null).add("ce_subject", null);
        log.send(confusing);
        log.publish(5, 6);

        try (var replica = log.replica()) {
            replica.applyAll();
        }

        assertThat(log.ledger().applied()).isEqualTo(ids(1, 3, 5, 6));
        assertThat(log.deadLetters()).hasSize(1);
    }

    @Test
    void records_of_another_chain_are_passed_over_whatever_they_are() {
        log.publish(1, 3);
        var ours = EventWire.record(Topic.CHAIN_EVENTS.name(), PublishedEvent.of(pause(MODULE, 4)));
        var another = new String(ours.value(), UTF_8)
                .replace("\"chain_id\":31337", "\"chain_id\":1")
                .getBytes(UTF_8);
        log.send(record(ours, another, Map.of("ce_type", "SubscriptionPaused")));
        log.send(
                record(ours, another, Map.of("ce_type", "SubscriptionGifted", "ce_source", "/chains/1/contracts/0x5")));
        log.send(record(ours, new byte[0], Map.of("ce_source", "/chains/1/contracts/0x5")));
        log.publish(5, 6);

        try (var replica = log.replica()) {
            replica.applyAll();
            assertThat(replica.state().halted()).isEmpty();
        }

        assertThat(log.ledger().applied()).isEqualTo(ids(1, 3, 5, 6));
        assertThat(log.deadLetters()).isEmpty();
    }

    @Test
    void an_unknown_type_halts_its_partition_before_it_and_no_other() {
        log.publish(1, 3);
        var known = EventWire.record(Topic.CHAIN_EVENTS.name(), PublishedEvent.of(pause(MODULE, 4)));
        var unknown = new ProducerRecord<>(known.topic(), known.key(), known.value());
        unknown.headers().add("ce_type", "SubscriptionGifted".getBytes(UTF_8));
        log.send(unknown);
        log.publish(5, 6);
        var elsewhere = PublishedEvent.of(pause(moduleInAnotherPartition(), 7));
        log.publish(List.of(elsewhere));

        try (var replica = log.replica()) {
            replica.applyAll();

            assertThat(replica.state().halted()).hasSize(1);
        }

        assertThat(log.ledger().applied()).containsExactlyInAnyOrder(id(1), id(2), id(3), elsewhere.recordId());
        assertThat(log.deadLetters()).isEmpty();
    }

    private static int moduleInAnotherPartition() {
        return IntStream.iterate(MODULE + 1, module -> module + 1)
                .filter(module -> partition(module) != partition(MODULE))
                .findFirst()
                .orElseThrow();
    }

    private static int partition(int module) {
        var key = address(module).value().getBytes(UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % EmptyLog.PARTITIONS;
    }

    private static ProducerRecord<byte[], byte[]> record(
            ProducerRecord<byte[], byte[]> like, byte[] body, Map<String, String> headers) {
        var record = new ProducerRecord<>(like.topic(), like.key(), body);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
