package io.amser.webhook.retention;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Drops the days that are over and done with, once an hour. */
@ApplicationScoped
class ForgetOldDays {
    private static final Logger LOG = Logger.getLogger(ForgetOldDays.class);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final Pool database;
    private final InstantSource time;
    private final Days days = new Days();

    ForgetOldDays(Pool database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(SOON.toMillis(), PAUSE.toMillis(), _ -> forget());
    }

    private void forget() {
        days.forgetBefore(database, LocalDate.ofInstant(time.instant().minus(KEPT), ZoneOffset.UTC))
                .subscribe()
                .with(
                        _ -> LOG.debug("Old days are forgotten"),
                        failure -> LOG.warnf("Old days stay for now: %s", failure.getMessage()));
    }
}
