package io.amser.webhook.forecast;

import io.amser.eventlog.LogConfig;
import io.amser.eventlog.PaymentAtRisk;
import io.amser.eventlog.position.Advance;
import io.amser.eventlog.position.LogIdentity;
import io.amser.eventlog.position.LogOffsets;
import io.amser.eventlog.position.PositionLost;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.wire.AtRiskWire;
import io.amser.eventlog.wire.UnreadableRecord;
import io.amser.protocol.ChainId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Follows the topic of forecasts for as long as the service runs, from where the database says. */
@Singleton
class FollowForecasts implements Runnable {
    private static final Logger LOG = Logger.getLogger(FollowForecasts.class);
    private static final String TOPIC = Topic.KEEPER_EVENTS.name();
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** So many pauses the log has for telling of a subscription before a forecast about it is told without its plan. */
    private static final int MOST_WAITS = 60;

    private final Map<String, Object> kafka;
    private final Pool database;
    private final TellForecasts merchants;
    private final Thread thread;
    private volatile Optional<Consumer<?, ?>> connected = Optional.empty();
    private volatile boolean ends;

    FollowForecasts(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "amser.chain.id") long chain,
            Pool database,
            InstantSource time) {
        this.kafka = kafka;
        this.database = database;
        this.merchants = new TellForecasts(database, time, new ChainId(chain));
        this.thread = Thread.ofVirtual().name("forecasts").unstarted(this);
    }

    void start(@Observes StartupEvent event, LogConfig config) {
        if (config.connected()) {
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        ends = true;
        connected.ifPresent(Consumer::wakeup);
        thread.join(PATIENCE);
    }

    @Override
    public void run() {
        while (!ends) {
            try (var consumer =
                    new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                connected = Optional.of(consumer);
                follow(consumer);
            } catch (PositionLost e) {
                LOG.debugf("Another replica has told of these forecasts: %s", e.getMessage());
            } catch (RuntimeException | ExecutionException | InterruptedException e) {
                if (!ends) {
                    LOG.warnf("Forecasts wait: %s", e);
                    pause();
                }
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) throws ExecutionException, InterruptedException {
        var partitions = partitions(consumer);
        if (ends) {
            return;
        }
        var log = identity();
        var numbers = partitions.stream().map(TopicPartition::partition).toList();
        var rows = new HashMap<>(LogOffsets.begin(database, log, numbers)
                .chain(() -> LogOffsets.read(database, log))
                .await()
                .atMost(PATIENCE));
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, rows.getOrDefault(partition.partition(), 0L)));
        while (!ends) {
            var polled = consumer.poll(POLL);
            if (!polled.isEmpty()) {
                tell(log, rows, polled);
            }
        }
    }

    private void tell(LogIdentity log, Map<Integer, Long> rows, ConsumerRecords<byte[], byte[]> polled) {
        var risks = StreamSupport.stream(polled.spliterator(), false)
                .flatMap(record -> read(record).stream())
                .toList();
        for (var waits = 0; waits < MOST_WAITS && !ends && !isReady(risks); waits++) {
            pause();
        }
        if (!ends) {
            var steps = steps(rows, polled);
            merchants.tell(log, steps, risks).await().atMost(PATIENCE);
            steps.forEach(step -> rows.put(step.partition(), step.to()));
        }
    }

    private boolean isReady(List<PaymentAtRisk> risks) {
        return merchants.isReady(risks).await().atMost(PATIENCE);
    }

    private static List<Advance> steps(Map<Integer, Long> rows, ConsumerRecords<byte[], byte[]> polled) {
        return polled.partitions().stream()
                .map(partition -> new Advance(
                        partition.partition(),
                        rows.getOrDefault(partition.partition(), 0L),
                        polled.records(partition).getLast().offset() + 1))
                .toList();
    }

    /** A forecast is a courtesy: one that cannot be read is only an alarm. */
    private static Optional<PaymentAtRisk> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(AtRiskWire.read(record));
        } catch (UnreadableRecord e) {
            LOG.errorf(
                    "The forecast at offset %d of partition %d cannot be read: %s",
                    record.offset(), record.partition(), e.getMessage());
            return Optional.empty();
        }
    }

    private List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        var found = consumer.partitionsFor(TOPIC);
        while (found.isEmpty() && !ends) {
            pause();
            found = consumer.partitionsFor(TOPIC);
        }
        return found.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private LogIdentity identity() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(kafka)) {
            var topic = admin.describeTopics(List.of(TOPIC)).allTopicNames().get().values().stream()
                    .map(description -> description.topicId().toString())
                    .findFirst()
                    .orElseThrow();
            return new LogIdentity(TOPIC, admin.describeCluster().clusterId().get(), topic);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }
}
