package io.amser.eventlog.projection;

import static io.amser.devstack.server.TestServers.unique;
import static io.amser.eventlog.SampleEvents.CHAIN;
import static io.amser.eventlog.SampleEvents.address;
import static io.amser.eventlog.SampleEvents.head;
import static io.amser.eventlog.SampleEvents.pause;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.devstack.process.Readiness;
import io.amser.devstack.server.TestServers;
import io.amser.eventlog.EmptyLog;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.publishing.LogPublisher;
import io.amser.eventlog.publishing.LogTransaction;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.topic.TopicSize;
import io.amser.eventlog.topic.Topics;
import io.amser.eventlog.wire.EventWire;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchProjectionIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MODULE = 1;

    private final Map<String, Object> kafka = EmptyLog.on(TestServers.kafka());
    private final Ledger ledger = new Ledger(TestServers.freshDatabase("ledger"));
    private final String group = unique("ledger");

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void every_record_is_applied_once_and_in_order() {
        publish(1, 1500);

        try (var replica = replica()) {
            replica.applyAll();
        }

        assertThat(ledger.applied()).isEqualTo(ids(1, 1500));
    }

    @Test
    void a_batch_that_comes_twice_is_applied_once() {
        publish(1, 10);

        try (var replica = replica()) {
            var polled = replica.poll();
            replica.apply(polled).await().atMost(SOON);
            replica.apply(polled).await().atMost(SOON);
        }

        assertThat(ledger.applied()).isEqualTo(ids(1, 10));
    }

    @Test
    void a_replica_that_dies_before_kafka_heard_of_its_position_leaves_nothing_to_do_twice() {
        publish(1, 10);
        try (var first = replica()) {
            first.applyAll();
        }
        publish(11, 20);

        try (var second = replica()) {
            second.applyAll();
        }

        assertThat(ledger.applied()).isEqualTo(ids(1, 20));
    }

    @Test
    void a_loser_of_a_partition_overwrites_nothing() {
        publish(1, 10);
        try (var loser = new Replica(kafka, ledger, unique("loser"));
                var winner = replica()) {
            var late = loser.poll();
            winner.applyAll();
            publish(11, 20);
            winner.applyAll();

            loser.apply(late).await().atMost(SOON);
        }

        assertThat(ledger.applied()).isEqualTo(ids(1, 20));
    }

    @Test
    void a_winner_finds_what_the_loser_finished_late() {
        publish(1, 10);
        try (var loser = new Replica(kafka, ledger, unique("loser"));
                var winner = replica()) {
            var early = loser.poll();
            publish(11, 20);
            var all = winner.poll();
            loser.apply(early).await().atMost(SOON);

            winner.apply(all).await().atMost(SOON);
            winner.applyAll();
        }

        assertThat(ledger.applied()).isEqualTo(ids(1, 20));
    }

    @Test
    void a_record_that_breaks_the_database_is_set_aside_with_its_reason_and_the_partition_goes_on() {
        publish(1, 100);
        ledger.forbid(PublishedEvent.of(pause(MODULE, 50)));

        try (var replica = replica()) {
            replica.applyAll();
        }

        assertThat(ledger.applied()).isEqualTo(ids(1, 49, 51, 100));
        assertThat(ledger.poisonedSubscriptions()).containsExactly(address(MODULE) + "/50");
        assertThat(deadLetters()).singleElement().satisfies(letter -> {
            assertThat(EventWire.read(letter)).isEqualTo(PublishedEvent.of(pause(MODULE, 50)));
            assertThat(header(letter, "amser_error")).contains("applied_record_check");
            assertThat(header(letter, "amser_topic")).isEqualTo(Topic.CHAIN_EVENTS.name());
            assertThat(header(letter, "amser_offset")).isEqualTo("49");
        });
    }

    @Test
    void nothing_is_applied_before_the_brokers_have_the_record_that_is_set_aside() throws Exception {
        publish(1, 10);
        ledger.forbid(PublishedEvent.of(pause(MODULE, 5)));
        var letters = Topic.deadLettersOf(group);

        try (var replica = replica();
                var admin = TestServers.kafka().admin()) {
            var polled = replica.poll();
            admin.deleteTopics(List.of(letters.name())).all().get();

            var applied = replica.apply(polled).subscribeAsCompletionStage();
            assertThat(Readiness.isReadyWithin(
                            SOON, () -> replica.state().waitingFor().isPresent()))
                    .isTrue();
            assertThat(ledger.applied()).isEmpty();
            new Topics(admin).ensure(new TopicSize(EmptyLog.PARTITIONS, 1), List.of(letters));

            assertThat(applied).succeedsWithin(SOON);
        }

        assertThat(ledger.applied()).isEqualTo(ids(1, 4, 6, 10));
        assertThat(deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(EventWire.read(letter)).isEqualTo(PublishedEvent.of(pause(MODULE, 5))));
    }

    @Test
    void records_that_confuse_the_code_are_set_aside_one_by_one() {
        publish(1, 20);
        List.of(1, 7, 8, 20).forEach(number -> ledger.confuseBy(PublishedEvent.of(pause(MODULE, number))));

        try (var replica = replica()) {
            replica.applyAll();
        }

        assertThat(ledger.applied()).isEqualTo(ids(2, 6, 9, 19));
        assertThat(deadLetters())
                .extracting(letter -> header(letter, "amser_error"))
                .hasSize(4)
                .allMatch(reason -> reason.contains("Nobody has foreseen"));
    }

    @Test
    void a_record_that_cannot_be_read_is_set_aside_and_its_subscription_is_known() {
        publish(1, 3);
        var broken = EventWire.record(Topic.CHAIN_EVENTS.name(), PublishedEvent.of(pause(MODULE, 4)));
        send(new ProducerRecord<>(
                broken.topic(), null, null, broken.key(), "{\"type\":".getBytes(UTF_8), broken.headers()));
        publish(5, 6);

        try (var replica = replica()) {
            replica.applyAll();
        }

        assertThat(ledger.applied()).isEqualTo(ids(1, 3, 5, 6));
        assertThat(ledger.poisonedSubscriptions()).containsExactly(address(MODULE) + "/4");
        assertThat(deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.value()).asString(UTF_8).isEqualTo("{\"type\":"));
    }

    @Test
    void a_record_that_confuses_its_reader_is_set_aside_and_the_partition_goes_on() {
        publish(1, 3);
        var known = EventWire.record(Topic.CHAIN_EVENTS.name(), PublishedEvent.of(pause(MODULE, 4)));
        var confusing = new ProducerRecord<>(known.topic(), known.key(), known.value());
        confusing.headers().add("ce_type", null).add("ce_subject", null);
        send(confusing);
        publish(5, 6);

        try (var replica = replica()) {
            replica.applyAll();
        }

        assertThat(ledger.applied()).isEqualTo(ids(1, 3, 5, 6));
        assertThat(deadLetters()).hasSize(1);
    }

    @Test
    void records_of_another_chain_are_passed_over_whatever_they_are() {
        publish(1, 3);
        var ours = EventWire.record(Topic.CHAIN_EVENTS.name(), PublishedEvent.of(pause(MODULE, 4)));
        var another = new String(ours.value(), UTF_8)
                .replace("\"chain_id\":31337", "\"chain_id\":1")
                .getBytes(UTF_8);
        send(record(ours, another, Map.of("ce_type", "SubscriptionPaused")));
        send(record(ours, another, Map.of("ce_type", "SubscriptionGifted", "ce_source", "/chains/1/contracts/0x5")));
        send(record(ours, new byte[0], Map.of("ce_source", "/chains/1/contracts/0x5")));
        publish(5, 6);

        try (var replica = replica()) {
            replica.applyAll();
            assertThat(replica.state().halted()).isEmpty();
        }

        assertThat(ledger.applied()).isEqualTo(ids(1, 3, 5, 6));
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void an_unknown_type_halts_its_partition_before_it_and_no_other() {
        publish(1, 3);
        var known = EventWire.record(Topic.CHAIN_EVENTS.name(), PublishedEvent.of(pause(MODULE, 4)));
        var unknown = new ProducerRecord<>(known.topic(), known.key(), known.value());
        unknown.headers().add("ce_type", "SubscriptionGifted".getBytes(UTF_8));
        send(unknown);
        publish(5, 6);
        var elsewhere = PublishedEvent.of(pause(moduleInAnotherPartition(), 7));
        publish(List.of(elsewhere));

        try (var replica = replica()) {
            replica.applyAll();

            assertThat(replica.state().halted()).hasSize(1);
        }

        assertThat(ledger.applied()).containsExactlyInAnyOrder(id(1), id(2), id(3), elsewhere.recordId());
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void a_topic_that_was_recreated_while_the_service_was_away_stops_it() {
        publish(1, 5);
        try (var replica = replica()) {
            replica.applyAll();
        }
        EmptyLog.recreate(TestServers.kafka());
        publish(6, 20);

        try (var replica = replica()) {
            assertThat(replica.poll()).isEmpty();
            assertThat(replica.state().stopped())
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .contains("amser.chain.events is not the one that this service has applied"));
        }

        assertThat(ledger.applied()).isEqualTo(ids(1, 5));
    }

    @Test
    void a_topic_that_is_recreated_before_a_batch_is_applied_stops_the_consumer() {
        publish(1, 5);
        try (var replica = replica()) {
            var polled = replica.poll();
            EmptyLog.recreate(TestServers.kafka());

            assertThatThrownBy(() -> replica.apply(polled).await().atMost(SOON)).isInstanceOf(LogStopped.class);
            assertThat(replica.state().stopped()).isPresent();
        }

        assertThat(ledger.applied()).isEmpty();
    }

    @Test
    void a_log_that_lost_records_stops_the_consumer() {
        publish(1, 5);
        try (var replica = replica()) {
            replica.applyAll();
        }
        ledger.pool()
                .query("UPDATE log_offset SET next_offset = 999")
                .execute()
                .await()
                .indefinitely();

        try (var replica = replica()) {
            assertThat(replica.poll()).isEmpty();
            assertThat(replica.state().stopped())
                    .hasValueSatisfying(sentence -> assertThat(sentence).contains("are gone"));
        }
    }

    @Test
    void a_database_that_is_away_costs_time_and_nothing_else() {
        publish(1, 10);
        try (var postgres = TestServers.freshPostgres();
                var tables = new Ledger(postgres.createDatabase("ledger"));
                var replica = new Replica(kafka, tables, group)) {
            var polled = replica.poll();
            postgres.kill();

            var applied = replica.apply(polled).subscribeAsCompletionStage();
            assertThat(applied).isNotCompleted();
            postgres.restart();

            assertThat(applied).succeedsWithin(SOON);
            assertThat(tables.applied()).isEqualTo(ids(1, 10));
        }
        assertThat(deadLetters()).isEmpty();
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

    @Test
    void positions_that_go_back_stop_the_consumer() {
        publish(1, 10);
        try (var replica = replica()) {
            replica.applyAll();
            ledger.pool()
                    .query("UPDATE log_offset SET next_offset = 3")
                    .execute()
                    .await()
                    .indefinitely();
            publish(11, 12);
            var polled = replica.poll();

            assertThatThrownBy(() -> replica.apply(polled).await().atMost(SOON))
                    .isInstanceOf(LogStopped.class)
                    .hasMessageContaining("went back");
        }
    }

    private Replica replica() {
        return new Replica(kafka, ledger, group);
    }

    private void publish(int first, int last) {
        publish(IntStream.rangeClosed(first, last)
                .mapToObj(number -> PublishedEvent.of(pause(MODULE, number)))
                .toList());
    }

    private void publish(List<PublishedEvent> events) {
        try (var publisher = LogPublisher.open(kafka, CHAIN, InstantSource.system())) {
            publisher.publish(new LogTransaction(events, head(1), List.of()));
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try (var producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            var _ = producer.send(record);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(
            ProducerRecord<byte[], byte[]> like, byte[] body, Map<String, String> headers) {
        var record = new ProducerRecord<>(like.topic(), like.key(), body);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    /** The ids of the events from the first number of each pair to the second. */
    private static List<String> ids(int... ranges) {
        return IntStream.range(0, ranges.length / 2)
                .flatMap(i -> IntStream.rangeClosed(ranges[2 * i], ranges[2 * i + 1]))
                .mapToObj(BatchProjectionIT::id)
                .toList();
    }

    private static String id(int number) {
        return PublishedEvent.of(pause(MODULE, number)).recordId();
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return EmptyLog.records(kafka, Topic.deadLettersOf(group).name());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
