package io.amser.eventlog.projection;

import io.amser.eventlog.LogConfig;
import io.amser.eventlog.position.LogTopic;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.topic.TopicSize;
import io.amser.protocol.ChainId;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the parts of the consumer together. */
@Singleton
@IfBuildProperty(name = "amser.log.projection", stringValue = "true", enableIfMissing = true)
class ProjectionWiring {

    @Produces
    @Singleton
    ConsumerState state() {
        return new ConsumerState();
    }

    @Produces
    @Singleton
    Positions positions() {
        return new Positions();
    }

    /** A proxy until it is used, as the next one: where there is no log, nobody connects. */
    @Produces
    @ApplicationScoped
    LogTopic topic(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        return new LogTopic(Admin.create(kafka));
    }

    void closeTopic(@Disposes LogTopic topic) {
        topic.close();
    }

    @Produces
    @ApplicationScoped
    DeadLetters deadLetters(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String service,
            LogConfig config,
            LogMetrics metrics) {
        var size = new TopicSize(config.partitions(), config.replicas());
        return new DeadLetters(kafka, Topic.deadLettersOf(service), size, metrics::deadLetter);
    }

    void closeDeadLetters(@Disposes DeadLetters deadLetters) {
        deadLetters.close();
    }

    @Produces
    @Singleton
    BatchProjection batches(
            @ConfigProperty(name = "amser.chain.id") long chain,
            Pool database,
            LogTopic topic,
            Projection projection,
            DeadLetters deadLetters,
            Positions positions,
            ConsumerState state) {
        return new BatchProjection(new ChainId(chain), database, topic, projection, deadLetters, positions, state);
    }
}
