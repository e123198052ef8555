package io.amser.webhook.replay;

import io.amser.webhook.connection.Turn;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Lets replays go on for as long as the service runs. */
@ApplicationScoped
class RunReplays {
    private static final Logger LOG = Logger.getLogger(RunReplays.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration WHILE_BUSY = Duration.ofMillis(5);

    private final Vertx vertx;
    private final MakeReplays replays;
    private volatile boolean stopped;

    RunReplays(Vertx vertx, Pool database, InstantSource time) {
        this.vertx = vertx;
        this.replays = new MakeReplays(database, time, MakeReplays.MOST_NEW);
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
        Turn.of(replays::turn).subscribe().with(steps -> again(steps > 0 ? WHILE_BUSY : PAUSE), failure -> {
            LOG.warnf("Replays go on in a moment: %s", failure.getMessage());
            again(PAUSE);
        });
    }

    private void again(Duration pause) {
        vertx.setTimer(pause.toMillis(), _ -> turn());
    }
}
