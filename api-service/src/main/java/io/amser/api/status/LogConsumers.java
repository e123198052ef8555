package io.amser.api.status;

import io.amser.eventlog.HeadRecord;
import io.amser.eventlog.clock.ChainClock;
import io.amser.eventlog.topic.Topic;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How far each service has applied the log, as it tells Kafka after its own commit; asked every few seconds at most. */
@ApplicationScoped
class LogConsumers {
    private static final Logger LOG = Logger.getLogger(LogConsumers.class);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Admin kafka;
    private final ChainClock clock;
    private final List<String> services;
    private final Map<String, ListConsumerGroupOffsetsSpec> groups;
    private final Uni<LogStatus> answer;

    LogConsumers(
            @Identifier("default-kafka-broker") Map<String, Object> settings, ChainClock clock, StatusConfig config) {
        this.kafka = Admin.create(settings);
        this.clock = clock;
        this.services = config.consumers();
        this.groups = services.stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), service -> new ListConsumerGroupOffsetsSpec()));
        this.answer = Uni.createFrom()
                .deferred(this::ask)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.debugf("Kafka does not tell how far its consumers are: %s", failure))
                .onFailure()
                .recoverWithItem(LogStatus.UNAVAILABLE)
                .memoize()
                .forFixedDuration(BETWEEN_QUESTIONS);
    }

    /** Never fails: that Kafka does not answer is an answer. */
    Uni<LogStatus> now() {
        return answer;
    }

    private Uni<LogStatus> ask() {
        return Uni.createFrom()
                .completionStage(
                        () -> kafka.listConsumerGroupOffsets(groups).all().toCompletionStage())
                .map(this::compare);
    }

    /** Markers of transactions stand in the log behind the last record, and count in no head: who is done has no lag. */
    private LogStatus compare(Map<String, Map<TopicPartition, OffsetAndMetadata>> committed) {
        var ends = clock.newest().map(HeadRecord::endOffsets).orElse(List.of());
        return LogStatus.of(services.stream()
                .map(service -> new ConsumerLag(service, lag(ends, committed.getOrDefault(service, Map.of()))))
                .toList());
    }

    private static long lag(List<Long> ends, Map<TopicPartition, OffsetAndMetadata> committed) {
        return IntStream.range(0, ends.size())
                .mapToLong(partition -> ends.get(partition)
                        - reached(committed.get(new TopicPartition(Topic.CHAIN_EVENTS.name(), partition))))
                .filter(lag -> lag > 0)
                .sum();
    }

    private static long reached(@Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    @PreDestroy
    void close() {
        kafka.close(Duration.ofSeconds(1));
    }
}
