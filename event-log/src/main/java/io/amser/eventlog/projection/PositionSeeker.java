package io.amser.eventlog.projection;

import io.amser.eventlog.position.LogIdentity;
import io.amser.eventlog.position.LogOffsets;
import io.amser.eventlog.position.LogTopic;
import io.amser.eventlog.topic.WrongTopic;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Takes the position of each partition that this replica is given from the database, never from Kafka. */
@Singleton
@Identifier("chain-events")
@IfBuildProperty(name = "amser.log.projection", stringValue = "true", enableIfMissing = true)
class PositionSeeker implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(PositionSeeker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Pool database;
    private final LogTopic topic;
    private final DeadLetters deadLetters;
    private final Positions positions;
    private final ConsumerState state;
    private volatile boolean shuttingDown;

    PositionSeeker(Pool database, LogTopic topic, DeadLetters deadLetters, Positions positions, ConsumerState state) {
        this.database = database;
        this.topic = topic;
        this.deadLetters = deadLetters;
        this.positions = positions;
        this.state = state;
    }

    void stop(@Observes ShutdownEvent event) {
        shuttingDown = true;
    }

    /** Returns only when every partition stands at its row: a record from anywhere else would leave a hole. */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        while (!shuttingDown) {
            try {
                deadLetters.prepare();
                seek(consumer, partitions);
                state.joined();
                return;
            } catch (LogStopped | WrongTopic e) {
                state.stop(String.valueOf(e.getMessage()));
                rest(consumer, partitions);
                return;
            } catch (RuntimeException e) {
                LOG.warnf("The positions of %s cannot be read yet: %s", partitions, e);
                pause();
            }
        }
        rest(consumer, partitions);
    }

    /** Nothing will be applied; a position, whichever, keeps the consumer from asking Kafka for one. */
    private static void rest(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> consumer.seek(partition, 0));
        consumer.pause(partitions);
    }

    private void seek(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var log = topic.lookUp().await().atMost(PATIENCE);
        var rows = rows(log, partitions);
        requireRecords(consumer, rows);
        positions.assigned(log, byNumber(rows));
        rows.forEach(consumer::seek);
        tellKafka(consumer, rows);
        if (!rows.isEmpty()) {
            LOG.infof("Reading the log from %s", rows);
        }
    }

    /** For dashboards of lag alone: who had a partition before may have ended between its last step and telling of it. */
    private static void tellKafka(Consumer<?, ?> consumer, Map<TopicPartition, Long> rows) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        rows.forEach((partition, row) -> offsets.put(partition, new OffsetAndMetadata(row)));
        consumer.commitAsync(offsets, (told, failure) -> {
            if (failure != null) {
                LOG.debugf("The lag in Kafka lags: %s", failure);
            }
        });
    }

    private Map<TopicPartition, Long> rows(LogIdentity log, Collection<TopicPartition> partitions) {
        Recreation.of(LogOffsets.logs(database, log.topic()).await().atMost(PATIENCE), log)
                .ifPresent(sentence -> {
                    throw new LogStopped(sentence);
                });
        var numbers = partitions.stream().map(TopicPartition::partition).toList();
        var known = LogOffsets.begin(database, log, numbers)
                .chain(() -> LogOffsets.read(database, log))
                .await()
                .atMost(PATIENCE);
        var rows = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> rows.put(partition, known.getOrDefault(partition.partition(), 0L)));
        return rows;
    }

    private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> rows) {
        var numbers = new TreeMap<Integer, Long>();
        rows.forEach((partition, row) -> numbers.put(partition.partition(), row));
        return numbers;
    }

    private static void requireRecords(Consumer<?, ?> consumer, Map<TopicPartition, Long> rows) {
        var begins = consumer.beginningOffsets(rows.keySet());
        var ends = consumer.endOffsets(rows.keySet());
        rows.forEach((partition, row) -> {
            var begin = begins.getOrDefault(partition, 0L);
            var end = ends.getOrDefault(partition, 0L);
            if (row < begin || row > end) {
                throw new LogStopped("Records of " + partition + " are gone: the tables stand at offset " + row
                        + ", the log goes from " + begin + " to " + end + ". Bring them back, or rebuild the tables.");
            }
        });
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before the positions were read", e);
        }
    }
}
