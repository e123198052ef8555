package io.amser.keeper.charging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs round after round on one virtual thread, and begins anew after whatever broke a round off. */
@ApplicationScoped
class KeeperLoop {
    private static final Logger LOG = Logger.getLogger(KeeperLoop.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Round round;
    private final Condition condition;
    private final ChargingConfig config;
    private final InstantSource time;
    private @Nullable Thread thread;

    KeeperLoop(Round round, Condition condition, ChargingConfig config, InstantSource time) {
        this.round = round;
        this.condition = condition;
        this.config = config;
        this.time = time;
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            thread = Thread.ofVirtual().name("keeper").start(this::turn);
        }
    }

    /** A round that is under way stops where it waits: what it stored is found again. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        var running = thread;
        if (running != null) {
            running.interrupt();
            running.join(Duration.ofSeconds(5));
        }
    }

    private void turn() {
        var failures = 0;
        while (!Thread.currentThread().isInterrupted()) {
            failures = succeeds() ? 0 : failures + 1;
            try {
                Thread.sleep(pauseAfter(failures));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean succeeds() {
        var outage = condition.outage();
        condition.begins(time.instant());
        try {
            round.run();
            outage.ifPresent(cause -> LOG.infof("The keeper charges again, after: %s", cause));
            return true;
        } catch (RuntimeException e) {
            tell(e);
            return false;
        }
    }

    /** Once per outage with all that is known, so that a long one does not flood the log. */
    private void tell(RuntimeException cause) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        var text = String.valueOf(cause.getMessage());
        if (!condition.outage().equals(Optional.of(text))) {
            LOG.errorf(cause, "A round broke off: %s", text);
        }
        condition.brokeOff(text);
    }

    private Duration pauseAfter(int failures) {
        var pause = config.pollInterval().multipliedBy(1L << Math.min(failures, 4));
        return pause.compareTo(LONGEST_PAUSE) > 0 && failures > 0 ? LONGEST_PAUSE : pause;
    }
}
