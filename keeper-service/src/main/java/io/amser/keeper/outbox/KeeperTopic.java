package io.amser.keeper.outbox;

import io.amser.eventlog.LogConfig;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.topic.TopicSize;
import io.amser.eventlog.topic.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The way to the topic of the keepers' events, which is opened with the first of them. */
@Singleton
class KeeperTopic {
    private final Map<String, Object> kafka;
    private final TopicSize size;
    private @Nullable Producer<byte[], byte[]> producer;

    KeeperTopic(@Identifier("default-kafka-broker") Map<String, Object> kafka, LogConfig config) {
        this.kafka = kafka;
        this.size = new TopicSize(config.partitions(), config.replicas());
    }

    /** Creates the topic if it is not there; fails while no broker answers. */
    synchronized Producer<byte[], byte[]> producer() {
        var open = producer;
        if (open == null) {
            try (var admin = Admin.create(kafka)) {
                new Topics(admin).ensure(size, List.of(Topic.KEEPER_EVENTS));
            }
            open = new KafkaProducer<>(settings(kafka));
            producer = open;
        }
        return open;
    }

    /** A transaction of the database waits for each record, so that one that does not arrive soon is given up and tried anew. */
    static Map<String, Object> settings(Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        return settings;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }
}
