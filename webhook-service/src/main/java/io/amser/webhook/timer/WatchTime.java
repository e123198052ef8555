package io.amser.webhook.timer;

import io.amser.eventlog.clock.ChainClock;
import io.amser.eventlog.clock.WrittenHead;
import io.amser.protocol.ChainId;
import io.amser.webhook.announcement.Confirmations;
import io.amser.webhook.connection.Turn;
import io.amser.webhook.timer.FollowHead.Progress;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
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
    private final FollowHead head;
    private Optional<WrittenHead> settled = Optional.empty();
    private volatile boolean stopped;

    WatchTime(
            Vertx vertx,
            ChainClock clock,
            Pool database,
            Confirmations confirmations,
            InstantSource time,
            TimerConfig config,
            MeterRegistry meters,
            @ConfigProperty(name = "amser.chain.id") long chain) {
        this.vertx = vertx;
        this.clock = clock;
        var mishaps = new Mishaps(meters);
        this.head = new FollowHead(
                new ConfirmEvents(database, confirmations, time, new ChainId(chain)),
                new JudgeLapses(database, confirmations, time, new ChainId(chain), config.allowanceNotice(), mishaps),
                mishaps);
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

    private void follow(WrittenHead reached) {
        Turn.of(() -> head.follow(reached)).subscribe().with(progress -> proceed(reached, progress), failure -> {
            LOG.errorf(failure, "What time brings is told in a moment");
            again(AFTER_A_FAILURE);
        });
    }

    /** Nothing more follows from a head that brings nothing: the next one is waited for. */
    private void proceed(WrittenHead reached, Progress progress) {
        if (progress.isOver()) {
            settled = Optional.of(reached);
        }
        again(pause(progress));
    }

    private static Duration pause(Progress progress) {
        if (progress.failed()) {
            return AFTER_A_FAILURE;
        }
        return progress.isOver() ? BETWEEN_HEADS : WHILE_BUSY;
    }

    private void again(Duration pause) {
        vertx.setTimer(pause.toMillis(), _ -> turn());
    }
}
