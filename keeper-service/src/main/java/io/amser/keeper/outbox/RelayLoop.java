package io.amser.keeper.outbox;

import io.amser.eventlog.LogConfig;
import io.amser.keeper.concern.Concern;
import io.amser.keeper.concern.Concern.Kind;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.concern.Concerns.Teller;
import io.amser.keeper.repetition.Repetition;
import io.amser.keeper.sql.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/** Empties the outbox for as long as the service runs. */
@ApplicationScoped
class RelayLoop {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final Relay relay;
    private final Concerns concerns;
    private final Repetition repetition = new Repetition("outbox", this::publish);

    RelayLoop(Database database, KeeperTopic topic, Concerns concerns) {
        this.relay = new Relay(database, topic::producer);
        this.concerns = concerns;
    }

    void start(@Observes StartupEvent event, LogConfig log) {
        if (log.connected()) {
            repetition.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        repetition.stop();
    }

    private Duration publish() {
        try {
            var more = relay.publish();
            concerns.tell(Teller.OUTBOX, List.of());
            return more ? Duration.ZERO : PAUSE;
        } catch (RuntimeException e) {
            concerns.tell(
                    Teller.OUTBOX,
                    List.of(Concern.of(
                            Kind.FORECASTS_UNPUBLISHED,
                            "payment.at_risk cannot be published, and waits in the outbox until Kafka and the database answer: "
                                    + e.getMessage())));
            return AFTER_FAILURE;
        }
    }
}
