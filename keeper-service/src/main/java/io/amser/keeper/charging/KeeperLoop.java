package io.amser.keeper.charging;

import io.amser.keeper.chain.ChainUnreachable;
import io.amser.keeper.concern.Concern;
import io.amser.keeper.concern.Concern.Kind;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.concern.Concerns.Teller;
import io.amser.keeper.concern.StatusConfig;
import io.amser.keeper.sql.DatabaseFailure;
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
    private final Concerns concerns;
    private final StatusConfig status;
    private final ChargingConfig config;
    private final InstantSource time;
    private @Nullable Thread thread;

    KeeperLoop(
            Round round,
            Condition condition,
            Concerns concerns,
            StatusConfig status,
            ChargingConfig config,
            InstantSource time) {
        this.round = round;
        this.condition = condition;
        this.concerns = concerns;
        this.status = status;
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
        condition.begins(time.instant());
        var went = wentThrough();
        concerns.tell(Teller.CHARGING, ChargingConcerns.of(condition, status.lowBalance()));
        return went;
    }

    /** An error ends the round like anything else: without its thread the keeper would stand there and charge nobody. */
    private boolean wentThrough() {
        try {
            round.run();
            condition.wentThrough(time.instant());
            return true;
        } catch (Throwable e) {
            if (!Thread.currentThread().isInterrupted()) {
                brokeOff(e);
            }
            return false;
        }
    }

    /** What nobody foresaw is logged once per outage with all that is known, so that a long one does not flood the log. */
    private void brokeOff(Throwable cause) {
        var outage = outage(cause);
        if (outage.kind() == Kind.ROUND_BROKEN && !condition.outage().equals(Optional.of(outage))) {
            LOG.errorf(cause, "A round broke off: %s", cause.getMessage());
        }
        condition.brokeOff(outage);
    }

    private static Concern outage(Throwable cause) {
        return switch (cause) {
            case ChainUnreachable _ ->
                Concern.of(
                        Kind.NODES_UNREACHABLE,
                        "no node of amser.chain.rpc-urls is of use, so nothing is charged until one is: "
                                + cause.getMessage());
            case DatabaseFailure _ ->
                Concern.of(
                        Kind.DATABASE_UNREACHABLE,
                        "the database does not answer, so nothing is charged until it does: " + cause.getMessage());
            default -> Concern.of(Kind.ROUND_BROKEN, "the last round broke off: " + cause.getMessage());
        };
    }

    private Duration pauseAfter(int failures) {
        var pause = config.pollInterval().multipliedBy(1L << Math.min(failures, 4));
        return pause.compareTo(LONGEST_PAUSE) > 0 && failures > 0 ? LONGEST_PAUSE : pause;
    }
}
