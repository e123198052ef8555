package io.amser.eventlog.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.topic.TopicSize;
import io.amser.eventlog.topic.Topics;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/** The topic where a service lays records that it can never apply. */
final class DeadLetters implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final int LONGEST_REASON = 2000;

    private final Map<String, Object> kafka;
    private final Topic topic;
    private final TopicSize size;
    private final Runnable counter;
    private final Producer<byte[], byte[]> producer;

    DeadLetters(Map<String, Object> kafka, Topic topic, TopicSize size, Runnable counter) {
        this.kafka = kafka;
        this.topic = topic;
        this.size = size;
        this.counter = counter;
        this.producer = new KafkaProducer<>(settings(kafka));
    }

    /** A transaction waits for each letter, so that one that does not arrive soon is given up and tried anew. */
    private static Map<String, Object> settings(Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return settings;
    }

    /** Creates the topic if it is not there. */
    void prepare() {
        try (var admin = Admin.create(kafka)) {
            new Topics(admin).ensure(size, List.of(topic));
        }
    }

    /** Done when the brokers have the record. */
    Uni<Void> send(ConsumerRecord<byte[], byte[]> raw, String reason) {
        return Uni.createFrom()
                .<Void>emitter(done -> handOver(letter(raw, reason), done))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> {
                    counter.run();
                    LOG.errorf(
                            "Set aside, because it cannot be applied: partition %d, offset %d: %s",
                            raw.partition(), raw.offset(), reason);
                });
    }

    private void handOver(ProducerRecord<byte[], byte[]> letter, UniEmitter<? super Void> done) {
        var _ = producer.send(letter, (written, failure) -> {
            if (failure == null) {
                done.complete(null);
            } else {
                done.fail(failure instanceof KafkaException ? failure : new KafkaException(failure));
            }
        });
    }

    private ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> raw, String reason) {
        var letter = new ProducerRecord<>(topic.name(), null, null, raw.key(), raw.value(), raw.headers());
        header(letter, "amser_error", reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
        header(letter, "amser_topic", raw.topic());
        header(letter, "amser_partition", String.valueOf(raw.partition()));
        header(letter, "amser_offset", String.valueOf(raw.offset()));
        return letter;
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(UTF_8));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
