package io.amser.bench.reading;

import io.amser.devstack.process.Readiness;
import io.amser.devstack.server.KafkaServer;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.topic.TopicSize;
import io.amser.eventlog.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Makes the log as it is before the first event. */
public final class EmptyLog {

    private static final List<Topic> TOPICS = List.of(Topic.CHAIN_EVENTS, Topic.CHAIN_HEADS, Topic.INDEXER_STATE);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private EmptyLog() {}

    public static void make(KafkaServer kafka) {
        try (var admin = kafka.admin()) {
            var old = names(admin);
            old.retainAll(TOPICS.stream().map(Topic::name).toList());
            admin.deleteTopics(old).all().get();
            if (!Readiness.isReadyWithin(PATIENCE, () -> names(admin).stream().noneMatch(old::contains))) {
                throw new IllegalStateException("Kafka did not delete " + old);
            }
            new Topics(admin).ensure(new TopicSize(12, 1), TOPICS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while emptying the log", e);
        }
    }

    private static Set<String> names(Admin admin) {
        try {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at the log", e);
        }
    }
}
