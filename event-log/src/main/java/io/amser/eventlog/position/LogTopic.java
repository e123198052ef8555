package io.amser.eventlog.position;

import io.amser.eventlog.topic.Topic;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** Tells which log stands behind the topic's name now. */
public final class LogTopic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Admin admin;
    private volatile Optional<LogIdentity> known = Optional.empty();

    public LogTopic(Admin admin) {
        this.admin = admin;
    }

    /** Asks the brokers. */
    public Uni<LogIdentity> lookUp() {
        var topic = Topic.CHAIN_EVENTS.name();
        var cluster = Uni.createFrom()
                .completionStage(() -> admin.describeCluster().clusterId().toCompletionStage());
        var description = Uni.createFrom()
                .completionStage(() ->
                        admin.describeTopics(List.of(topic)).allTopicNames().toCompletionStage())
                .map(names -> names.values().iterator().next());
        return Uni.combine()
                .all()
                .unis(cluster, description)
                .with((id, described) ->
                        new LogIdentity(topic, id, described.topicId().toString()))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .invoke(found -> known = Optional.of(found));
    }

    /** What the brokers said last, which saves asking where it need not be the newest. */
    public Uni<LogIdentity> lastSeen() {
        return known.map(log -> Uni.createFrom().item(log)).orElseGet(this::lookUp);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
