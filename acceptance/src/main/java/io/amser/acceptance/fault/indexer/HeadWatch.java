package io.amser.acceptance.fault.indexer;

import io.amser.devstack.server.KafkaServer;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.wire.HeadWire;
import io.amser.protocol.BlockHash;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Knows at any moment which block the log tells everything up to. */
final class HeadWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConsumer<String, byte[]> consumer;
    private final AtomicReference<@Nullable BlockHash> newest = new AtomicReference<>();
    private final Thread thread;

    /** The topic has to be there. */
    HeadWatch(KafkaServer kafka) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "fetch.max.wait.ms",
                        20),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        thread = Thread.ofPlatform().name("head-watch").daemon().start(this::watch);
    }

    private void watch() {
        try (consumer) {
            var partitions = consumer.partitionsFor(Topic.CHAIN_HEADS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                consumer.poll(POLL)
                        .forEach(record -> newest.set(HeadWire.read(record).hash()));
            }
        } catch (WakeupException _) {
            // We were closed.
        }
    }

    Optional<BlockHash> newest() {
        return Optional.ofNullable(newest.get());
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
