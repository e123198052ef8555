package io.amser.webhook.timer;

import io.amser.eventlog.clock.ChainClock;
import io.amser.eventlog.clock.WrittenHead;
import io.amser.protocol.ChainId;
import io.amser.webhook.announcement.Confirmations;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Does what follows from each new head that is reached; any number of replicas may do so at once. */
@ApplicationScoped
class WatchTime {
    private static final Logger LOG = Logger.getLogger(WatchTime.class);
    private static final Duration BETWEEN_HEADS = Duration.ofMillis(100);
    private static final Duration WHILE_BUSY = Duration.ofMillis(5);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final ChainClock clock;
    private final ConfirmEvents confirm;
    private final JudgeLapses judge;
    private Optional<WrittenHead> settled = Optional.empty();
    private volatile boolean stopped;

    WatchTime(
            Vertx vertx,
            ChainClock clock,
            Pool database,
            Confirmations confirmations,
            InstantSource time,
            TimerConfig config,
            @ConfigProperty(name = "amser.chain.id") long chain) {
        this.vertx = vertx;
        this.clock = clock;
        this.confirm = new ConfirmEvents(database, confirmations, time, new ChainId(chain));
        this.judge = new JudgeLapses(database, confirmations, time, new ChainId(chain), config.allowanceNotice());
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
        clock.reached()
                .filter(head -> !settled.equals(Optional.of(head)))
                .ifPresentOrElse(this::follow, () -> again(BETWEEN_HEADS));
    }

    /** What was confirmed before what has lapsed since: each merchant's list is in the order of the chain. */
    private void follow(WrittenHead head) {
        confirm.confirm(head)
                .chain(confirmed ->
                        confirmed == 0 ? judge.judge(head) : Uni.createFrom().item(confirmed))
                .chain(done -> confirm.release(head.head()).map(released -> done + released))
                .subscribe()
                .with(done -> proceed(head, done), failure -> {
                    LOG.warnf("What time brings is told in a moment: %s", failure.getMessage());
                    again(AFTER_A_FAILURE);
                });
    }

    /** Nothing more follows from a head that brings nothing: the next one is waited for. */
    private void proceed(WrittenHead head, int done) {
        if (done == 0) {
            settled = Optional.of(head);
        }
        again(done == 0 ? BETWEEN_HEADS : WHILE_BUSY);
    }

    private void again(Duration pause) {
        vertx.setTimer(pause.toMillis(), _ -> turn());
    }
}
