package io.amser.webhook.retention;

import io.amser.webhook.connection.Turn;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Makes the place of tomorrow and drops the days that are over and done with, once an hour. */
@ApplicationScoped
class TurnDays {
    private static final Logger LOG = Logger.getLogger(TurnDays.class);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofHours(1);

    /** What was parked for weeks may be millions of rows. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Pool database;
    private final InstantSource time;
    private final Days days = new Days();
    private volatile boolean stopped;

    TurnDays(Vertx vertx, Pool database, InstantSource time) {
        this.vertx = vertx;
        this.database = database;
        this.time = time;
    }

    void start(@Observes StartupEvent event) {
        again(SOON);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void turn() {
        if (stopped) {
            return;
        }
        Turn.within(LONGEST, this::forget).subscribe().with(_ -> again(PAUSE), failure -> {
            LOG.warnf("Days stay as they are for a minute: %s", failure.getMessage());
            again(AFTER_A_FAILURE);
        });
    }

    private Uni<Void> forget() {
        return days.make(database, at(time.instant().plus(AHEAD)))
                .chain(() -> days.forgetBefore(database, at(time.instant().minus(KEPT))));
    }

    private void again(Duration pause) {
        vertx.setTimer(pause.toMillis(), _ -> turn());
    }

    private static LocalDate at(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
