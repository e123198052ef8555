package io.amser.webhook.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.ToLongFunction;
import org.jboss.logging.Logger;

/** The ledgers as meters: of all endpoints together, because nobody watches a million lines. */
@ApplicationScoped
class LedgerMetrics {
    private static final Logger LOG = Logger.getLogger(LedgerMetrics.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    /** What waits is counted row by row, which takes a while after a long outage of many endpoints. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Pool database;
    private final Ledgers ledgers = new Ledgers();
    private volatile LedgerSum sum = LedgerSum.NONE;

    LedgerMetrics(Pool database) {
        this.database = database;
    }

    void register(@Observes StartupEvent event, MeterRegistry meters, Vertx vertx) {
        gauge(meters, "accepted", Ledger::accepted);
        gauge(meters, "delivered", Ledger::delivered);
        gauge(meters, "pending", Ledger::pending);
        gauge(meters, "parked", Ledger::parked);
        gauge(meters, "exhausted", Ledger::exhausted);
        gauge(meters, "filtered", Ledger::filtered);
        gauge(meters, "dropped", Ledger::dropped);
        gauge(meters, "cancelled", Ledger::cancelled);
        Gauge.builder("amser.webhook.ledgers.wrong", this, all -> (double) all.sum.wrong())
                .description("Endpoints whose ledger does not add up")
                .register(meters);
        vertx.setPeriodic(SOON.toMillis(), PAUSE.toMillis(), _ -> count());
    }

    private void gauge(MeterRegistry meters, String outcome, ToLongFunction<Ledger> column) {
        Gauge.builder("amser.webhook.ledger", this, all -> (double) column.applyAsLong(all.sum.total()))
                .tag("outcome", outcome)
                .description("Deliveries of all endpoints by what has become of them")
                .register(meters);
    }

    private void count() {
        ledgers.sum(database)
                .subscribe()
                .with(
                        counted -> sum = counted,
                        failure -> LOG.debugf("The ledgers are counted later: %s", failure.getMessage()));
    }
}
