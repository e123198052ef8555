package io.amser.eventlog.projection;

import io.amser.eventlog.EmptyLog;
import io.amser.eventlog.SampleEvents;
import io.amser.eventlog.position.LogTopic;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.topic.TopicSize;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** One replica of a service, which a test moves step by step; it never tells Kafka a position. */
final class Replica implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConsumerState state = new ConsumerState();
    private final LogTopic topic;
    private final DeadLetters deadLetters;
    private final BatchProjection batches;
    private final KafkaConsumer<byte[], byte[]> consumer;

    Replica(Map<String, Object> kafka, Ledger ledger, String group) {
        var positions = new Positions();
        topic = new LogTopic(Admin.create(kafka));
        deadLetters =
                new DeadLetters(kafka, Topic.deadLettersOf(group), new TopicSize(EmptyLog.PARTITIONS, 1), () -> {});
        batches = new BatchProjection(SampleEvents.CHAIN, ledger.pool(), topic, ledger, deadLetters, positions, state);
        consumer = EmptyLog.consumer(
                kafka, Map.of("group.id", group, "session.timeout.ms", 3000, "heartbeat.interval.ms", 300));
        var seeker = new PositionSeeker(ledger.pool(), topic, deadLetters, positions, state);
        consumer.subscribe(List.of(Topic.CHAIN_EVENTS.name()), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                seeker.onPartitionsAssigned(consumer, partitions);
            }
        });
    }

    ConsumerState state() {
        return state;
    }

    /** The next records; none once all are read, or if the consumer has stopped. */
    ConsumerRecords<byte[], byte[]> poll() {
        var polled = consumer.poll(POLL);
        while (polled.isEmpty() && state.stopped().isEmpty() && !isAtTheEnd()) {
            polled = consumer.poll(POLL);
        }
        return polled;
    }

    /** What has come by now, perhaps nothing. */
    ConsumerRecords<byte[], byte[]> pollOnce() {
        return consumer.poll(POLL);
    }

    private boolean isAtTheEnd() {
        var partitions = consumer.assignment();
        var ends = consumer.endOffsets(partitions);
        return !partitions.isEmpty()
                && partitions.stream().allMatch(p -> consumer.position(p) >= ends.getOrDefault(p, 0L));
    }

    Uni<Applied> apply(ConsumerRecords<byte[], byte[]> polled) {
        return batches.apply(polled);
    }

    /** Applies all that comes until nothing more comes. */
    void applyAll() {
        for (var polled = poll(); !polled.isEmpty(); polled = poll()) {
            apply(polled).await().atMost(PATIENCE);
        }
    }

    /** As a power cut would: nothing more is written anywhere. */
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofMillis(300)));
        deadLetters.close();
        topic.close();
    }
}
