package io.amser.bench.lag;

import io.amser.devstack.server.KafkaServer;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.wire.EventWire;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer that notes when it could read what: committed records alone. */
final class ReadableBlocks implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<Long, Long> lastEventAt = new HashMap<>();
    private long subscriptions;
    private long charges;
    private volatile boolean closing;
    private final Thread thread;

    /** The topic is there already. */
    ReadableBlocks(KafkaServer kafka) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        thread = Thread.ofPlatform().name("readable-blocks").start(this::read);
    }

    private void read() {
        try (consumer) {
            var partitions = consumer.partitionsFor(Topic.CHAIN_EVENTS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closing) {
                var records = consumer.poll(POLL);
                var now = System.nanoTime();
                records.forEach(record -> note(EventWire.read(record).event(), now));
            }
        }
    }

    private synchronized void note(ChainEvent event, long now) {
        lastEventAt.put(event.origin().blockNumber().value(), now);
        switch (event) {
            case SubscriptionCreated _ -> subscriptions++;
            case ExecutionExecuted _ -> charges++;
            default -> {}
        }
    }

    synchronized long subscriptions() {
        return subscriptions;
    }

    synchronized long charges() {
        return charges;
    }

    /** By the number of the block, when the last of its events could be read. */
    synchronized Map<Long, Long> lastEventAt() {
        return Map.copyOf(lastEventAt);
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
