package io.amser.eventlog;

import io.amser.devstack.process.Readiness;
import io.amser.devstack.server.KafkaServer;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.topic.TopicSize;
import io.amser.eventlog.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The platform's topics on a broker, empty at the start of each test. */
public final class EmptyLog {
    public static final int PARTITIONS = 3;
    private static final TopicSize SIZE = new TopicSize(PARTITIONS, 1);
    private static final List<Topic> TOPICS = List.of(Topic.CHAIN_EVENTS, Topic.CHAIN_HEADS, Topic.INDEXER_STATE);

    private EmptyLog() {}

    public static Map<String, Object> on(KafkaServer kafka) {
        recreate(kafka);
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    /** Deletes the topics, and creates them under new ids. */
    public static void recreate(KafkaServer kafka) {
        try (var admin = kafka.admin()) {
            var there = new HashSet<>(admin.listTopics().names().get());
            there.retainAll(TOPICS.stream().map(Topic::name).toList());
            admin.deleteTopics(there).all().get();
            awaitGone(admin, there);
            new Topics(admin).ensure(SIZE, TOPICS);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("The topics cannot be recreated", e);
        }
    }

    public static void awaitGone(Admin admin, Set<String> names) {
        if (!Readiness.isReadyWithin(Duration.ofSeconds(60), () -> Collections.disjoint(topics(admin), names))) {
            throw new IllegalStateException("The topics are still there: " + names);
        }
    }

    private static Set<String> topics(Admin admin) {
        return admin.listTopics()
                .names()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** A reader of committed records, assigned to nothing yet. */
    public static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> kafka, Map<String, Object> more) {
        var settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "none");
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** All committed records of a topic. */
    public static List<ConsumerRecord<byte[], byte[]>> records(Map<String, Object> kafka, String topic) {
        try (var consumer = consumer(kafka, Map.of())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }
}
