package io.amser.webhook.oversight;

import io.amser.protocol.ChainId;
import io.amser.webhook.connection.Turn;
import io.amser.webhook.delivery.PendingDeliveries;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks after all endpoints for as long as the service runs; any number of replicas may do so at once. */
@ApplicationScoped
class WatchEndpoints {
    private static final Logger LOG = Logger.getLogger(WatchEndpoints.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration WHILE_BUSY = Duration.ofMillis(5);

    /** Written within milliseconds, so that nobody who delivers waits for it. */
    private static final int MOST_AT_ONCE = 1_000;

    private final Vertx vertx;
    private final Pool database;
    private final JudgeEndpoints judge;
    private final PendingDeliveries deliveries = new PendingDeliveries();
    private volatile boolean stopped;

    WatchEndpoints(
            Vertx vertx, Pool database, InstantSource time, @ConfigProperty(name = "amser.chain.id") long chain) {
        this.vertx = vertx;
        this.database = database;
        this.judge = new JudgeEndpoints(database, time, new ChainId(chain));
    }

    void start(@Observes StartupEvent event) {
        turn();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void turn() {
        if (stopped) {
            return;
        }
        Turn.of(() -> judge.judge().chain(() -> deliveries.followStates(database, MOST_AT_ONCE)))
                .subscribe()
                .with(moved -> again(moved < MOST_AT_ONCE ? PAUSE : WHILE_BUSY), failure -> {
                    LOG.warnf("Endpoints are looked after again in a moment: %s", failure.getMessage());
                    again(PAUSE);
                });
    }

    private void again(Duration pause) {
        vertx.setTimer(pause.toMillis(), _ -> turn());
    }
}
