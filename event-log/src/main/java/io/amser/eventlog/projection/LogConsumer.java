package io.amser.eventlog.projection;

import io.amser.eventlog.clock.ChainClock;
import io.amser.eventlog.position.Advance;
import io.amser.eventlog.topic.Topic;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Takes the log from its channel, batch by batch in order, and has each applied before the next one. */
@Singleton
@IfBuildProperty(name = "amser.log.projection", stringValue = "true", enableIfMissing = true)
class LogConsumer {
    private static final Logger LOG = Logger.getLogger(LogConsumer.class);
    private static final String CHANNEL = "chain-events";

    private final BatchProjection batches;
    private final ChainClock clock;
    private final LogMetrics metrics;
    private final KafkaClientService kafka;

    LogConsumer(BatchProjection batches, ChainClock clock, LogMetrics metrics, KafkaClientService kafka) {
        this.batches = batches;
        this.clock = clock;
        this.metrics = metrics;
        this.kafka = kafka;
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> polled) {
        return batches.apply(polled)
                .invoke(applied -> {
                    metrics.applied(applied.events());
                    clock.refresh();
                    tellKafka(applied.steps());
                })
                .replaceWithVoid();
    }

    /** For dashboards of lag alone: nobody reads these offsets back, so nobody waits for them. */
    private void tellKafka(List<Advance> steps) {
        KafkaConsumer<byte[], byte[]> consumer = kafka.getConsumer(CHANNEL);
        consumer.runOnPollingThread(poller -> {
                    poller.commitAsync(offsets(steps), (offsets, failure) -> {
                        if (failure != null) {
                            LOG.debugf("The lag in Kafka lags: %s", failure);
                        }
                    });
                })
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("The lag in Kafka lags: %s", failure));
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(List<Advance> steps) {
        return steps.stream()
                .collect(Collectors.toMap(
                        step -> new TopicPartition(Topic.CHAIN_EVENTS.name(), step.partition()),
                        step -> new OffsetAndMetadata(step.to())));
    }
}
