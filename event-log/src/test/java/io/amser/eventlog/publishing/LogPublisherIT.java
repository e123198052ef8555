package io.amser.eventlog.publishing;

import static io.amser.eventlog.SampleEvents.CHAIN;
import static io.amser.eventlog.SampleEvents.head;
import static io.amser.eventlog.SampleEvents.pause;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.devstack.server.TestServers;
import io.amser.eventlog.EmptyLog;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.wire.EventWire;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogPublisherIT {
    private static final Instant FIRST = Instant.ofEpochMilli(1_000);
    private Map<String, Object> kafka = Map.of();

    @BeforeEach
    void empty() {
        kafka = EmptyLog.on(TestServers.kafka());
    }

    @Test
    void events_head_and_state_appear_together_and_in_order() {
        var events = List.of(
                PublishedEvent.retractionOf(pause(1, 2)),
                PublishedEvent.retractionOf(pause(1, 1)),
                PublishedEvent.of(pause(1, 3)));

        try (var publisher = open()) {
            publisher.publish(new LogTransaction(
                    events,
                    head(3),
                    List.of(StateRecord.put("checkpoint", "{\"at\":3}"), StateRecord.put("block 3", "{}"))));
            publisher.publish(new LogTransaction(List.of(), head(4), List.of(StateRecord.remove("block 3"))));
        }

        assertThat(log()).isEqualTo(events);
        assertThat(PublishedHeads.newest(kafka, CHAIN))
                .hasValueSatisfying(newest -> assertThat(newest.head().head()).isEqualTo(head(4)));
        assertThat(IndexerState.read(kafka, CHAIN)).isEqualTo(Map.of("checkpoint", "{\"at\":3}"));
    }

    @Test
    void a_head_tells_for_each_partition_the_offset_after_its_last_record() {
        try (var publisher = open()) {
            publisher.publish(new LogTransaction(events(1, 40), head(1), List.of()));
            var second = publisher.publish(new LogTransaction(events(41, 60), head(2), List.of()));

            assertThat(second.endOffsets()).isEqualTo(endsOfTheLog());
        }
    }

    @Test
    void a_publisher_goes_on_from_the_offsets_of_the_one_before() {
        try (var publisher = open()) {
            publisher.publish(new LogTransaction(events(1, 40), head(1), List.of()));
        }

        try (var publisher = open()) {
            var head = publisher.publish(new LogTransaction(List.of(), head(2), List.of()));

            assertThat(head.endOffsets()).isEqualTo(endsOfTheLog());
        }
    }

    @Test
    void a_partition_without_records_ends_at_0() {
        try (var publisher = open()) {
            var head = publisher.publish(new LogTransaction(List.of(), head(1), List.of()));

            assertThat(head.endOffsets()).containsExactly(0L, 0L, 0L);
        }
    }

    @Test
    void a_head_that_is_repeated_keeps_the_time_of_its_first_publication() {
        try (var publisher = LogPublisher.open(kafka, CHAIN, () -> FIRST)) {
            publisher.publish(new LogTransaction(List.of(), head(1), List.of()));
        }

        try (var later = LogPublisher.open(kafka, CHAIN, () -> FIRST.plusSeconds(9))) {
            var repeated = later.publish(new LogTransaction(List.of(), head(1), List.of()));
            var next = later.publish(new LogTransaction(List.of(), head(2), List.of()));

            assertThat(repeated.firstPublishedAt()).isEqualTo(FIRST);
            assertThat(next.firstPublishedAt()).isEqualTo(FIRST.plusSeconds(9));
        }
    }

    @Test
    void whoever_opens_a_publisher_shuts_the_former_one_out() {
        try (var former = open();
                var latter = open()) {
            assertThatThrownBy(() -> former.publish(new LogTransaction(events(1, 5), head(1), List.of())))
                    .isInstanceOf(PublisherFenced.class);
            latter.publish(new LogTransaction(events(6, 7), head(2), List.of()));
        }

        assertThat(log()).isEqualTo(events(6, 7));
    }

    @Test
    void of_a_transaction_that_fails_nothing_can_be_read_and_it_can_be_tried_again() {
        var tooBig = new LogTransaction(
                events(1, 5), head(1), List.of(StateRecord.put("checkpoint", "x".repeat(3_000_000))));

        try (var publisher = open()) {
            assertThatThrownBy(() -> publisher.publish(tooBig)).isInstanceOf(PublishAborted.class);
            assertThat(log()).isEmpty();
            assertThat(PublishedHeads.newest(kafka, CHAIN)).isEmpty();

            var head = publisher.publish(new LogTransaction(events(1, 5), head(1), List.of()));
            assertThat(head.endOffsets()).isEqualTo(endsOfTheLog());
        }

        assertThat(log()).hasSize(5);
    }

    @Test
    void what_a_dead_publisher_had_under_way_never_appears() {
        var unfinished = rawProducer();
        unfinished.initTransactions();
        unfinished.beginTransaction();
        var _ = unfinished.send(EventWire.record(Topic.CHAIN_EVENTS.name(), PublishedEvent.of(pause(1, 1))));
        unfinished.flush();

        try (var publisher = open()) {
            publisher.publish(new LogTransaction(events(2, 2), head(2), List.of()));
        }

        assertThat(log()).isEqualTo(events(2, 2));
        unfinished.close(Duration.ZERO);
    }

    private KafkaProducer<byte[], byte[]> rawProducer() {
        var settings = new HashMap<>(kafka);
        settings.put("transactional.id", "amser.indexer." + CHAIN.value());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private LogPublisher open() {
        return LogPublisher.open(kafka, CHAIN, () -> FIRST);
    }

    private static List<PublishedEvent> events(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> PublishedEvent.of(pause(number, number)))
                .toList();
    }

    private List<PublishedEvent> log() {
        return EmptyLog.records(kafka, Topic.CHAIN_EVENTS.name()).stream()
                .map(EventWire::read)
                .sorted(Comparator.comparing((PublishedEvent event) -> !event.retracted())
                        .thenComparingLong(LogPublisherIT::order))
                .toList();
    }

    /** Partitions are read side by side; within these tests the number of an event tells its place. */
    private static long order(PublishedEvent event) {
        var block = event.event().origin().blockNumber().value();
        return event.retracted() ? -block : block;
    }

    private List<Long> endsOfTheLog() {
        var ends = new Long[EmptyLog.PARTITIONS];
        Arrays.fill(ends, 0L);
        EmptyLog.records(kafka, Topic.CHAIN_EVENTS.name())
                .forEach(record -> ends[record.partition()] = Math.max(ends[record.partition()], record.offset() + 1));
        return List.of(ends);
    }
}
