package io.amser.keeper.forecast;

import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.ChainConfig;
import io.amser.keeper.charging.Condition;
import io.amser.keeper.concern.Concern;
import io.amser.keeper.concern.Concern.Kind;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.concern.Concerns.Teller;
import io.amser.keeper.repetition.Repetition;
import io.amser.keeper.sql.Database;
import io.amser.protocol.ChainId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/** Looks ahead for as long as the service runs, beside the charging and never in its way. */
@ApplicationScoped
class ForecastLoop {
    private static final Duration BETWEEN_PAGES = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private final ForeseeShortages foresight;
    private final Condition condition;
    private final Concerns concerns;
    private final ForecastConfig config;
    private final Repetition repetition = new Repetition("forecast", this::look);

    ForecastLoop(
            Chain chain,
            Database database,
            Condition condition,
            Concerns concerns,
            ChainConfig nodes,
            ForecastConfig config) {
        this.foresight = new ForeseeShortages(chain, database, new ChainId(nodes.id()), config);
        this.condition = condition;
        this.concerns = concerns;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            repetition.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        repetition.stop();
    }

    private Duration look() {
        try {
            condition.head().ifPresent(foresight::lookAtPage);
            concerns.tell(Teller.FORECAST, List.of());
            return BETWEEN_PAGES;
        } catch (RuntimeException e) {
            concerns.tell(
                    Teller.FORECAST,
                    List.of(Concern.of(
                            Kind.FORECASTS_HALTED,
                            "nobody is told of payments at risk until nodes and database answer: " + e.getMessage())));
            return AFTER_FAILURE;
        }
    }
}
