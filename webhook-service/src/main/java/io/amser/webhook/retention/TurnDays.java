package io.amser.webhook.retention;

import io.quarkus.runtime.StartupEvent;
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

    private final Pool database;
    private final InstantSource time;
    private final Days days = new Days();

    TurnDays(Pool database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(SOON.toMillis(), PAUSE.toMillis(), _ -> turn());
    }

    private void turn() {
        days.make(database, at(time.instant().plus(AHEAD)))
                .chain(() -> days.forgetBefore(database, at(time.instant().minus(KEPT))))
                .subscribe()
                .with(
                        _ -> LOG.debug("Old days are forgotten"),
                        failure -> LOG.warnf("Days stay as they are for now: %s", failure.getMessage()));
    }

    private static LocalDate at(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
