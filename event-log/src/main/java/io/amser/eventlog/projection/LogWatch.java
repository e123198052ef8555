package io.amser.eventlog.projection;

import io.amser.eventlog.position.LogTopic;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Notices a recreated topic even while nothing is read from it. */
@Singleton
@IfBuildProperty(name = "amser.log.projection", stringValue = "true", enableIfMissing = true)
class LogWatch {
    private static final Logger LOG = Logger.getLogger(LogWatch.class);
    private static final long EVERY_MILLIS = 5_000;

    private final LogTopic topic;
    private final Positions positions;
    private final ConsumerState state;

    LogWatch(LogTopic topic, Positions positions, ConsumerState state) {
        this.topic = topic;
        this.positions = positions;
        this.state = state;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(EVERY_MILLIS, timer -> look());
    }

    private void look() {
        positions
                .log()
                .ifPresent(applied -> topic.lookUp()
                        .subscribe()
                        .with(
                                found -> {
                                    if (!found.equals(applied)) {
                                        state.stop(Recreation.sentence(applied, found));
                                    }
                                },
                                failure -> LOG.debugf("The log cannot be looked up: %s", failure)));
    }
}
