package io.amser.eventlog.clock;

import io.amser.eventlog.LogConfig;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.wire.HeadWire;
import io.amser.protocol.ChainId;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Follows the topic of heads for the clock: each replica reads all of it, in no group. */
@Singleton
@IfBuildProperty(name = "amser.log.projection", stringValue = "true", enableIfMissing = true)
class HeadsReader implements Runnable {
    private static final Logger LOG = Logger.getLogger(HeadsReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Object> kafka;
    private final ChainClock clock;
    private final HeadsTail tail;
    private final Thread thread;
    private volatile Optional<Consumer<?, ?>> connected = Optional.empty();
    private volatile boolean ends;

    HeadsReader(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "amser.chain.id") long chain,
            ChainClock clock) {
        this.kafka = kafka;
        this.clock = clock;
        this.tail = new HeadsTail(HeadWire.key(new ChainId(chain)), clock::add);
        this.thread = Thread.ofVirtual().name("heads").unstarted(this);
    }

    void start(@Observes StartupEvent event, LogConfig config) {
        if (config.connected()) {
            start();
        }
    }

    void start() {
        thread.start();
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
                    new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
                follow(consumer);
            } catch (RuntimeException e) {
                if (!ends) {
                    LOG.warnf("The heads cannot be read: %s", e);
                    pause();
                }
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        connected = Optional.of(consumer);
        if (ends) {
            return;
        }
        tail.resume(consumer, partitions(consumer));
        while (!ends) {
            if (tail.poll(consumer)) {
                clock.knowsNewest();
            }
            clock.refresh();
        }
    }

    private List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        var found = consumer.partitionsFor(Topic.CHAIN_HEADS.name());
        while (found.isEmpty() && !ends) {
            pause();
            found = consumer.partitionsFor(Topic.CHAIN_HEADS.name());
        }
        return found.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
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
