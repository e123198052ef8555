package io.amser.keeper.status;

import io.amser.keeper.charging.Condition;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.concern.StatusConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down while rounds break off or do not end; what somebody has to see to is told in words. */
@Readiness
@ApplicationScoped
class KeeperHealth implements HealthCheck {
    private final Condition condition;
    private final Concerns concerns;
    private final StatusConfig config;
    private final InstantSource time;

    KeeperHealth(Condition condition, Concerns concerns, StatusConfig config, InstantSource time) {
        this.condition = condition;
        this.concerns = concerns;
        this.config = config;
        this.time = time;
    }

    @Override
    public HealthCheckResponse call() {
        var hangs = condition.hangs(time.instant(), config.longestRound());
        var response = HealthCheckResponse.named("keeper")
                .status(condition.outage().isEmpty() && !hangs)
                .withData("balance_wei", condition.balance().toString());
        if (hangs) {
            response.withData("hangs", "the round under way has not ended within " + config.longestRound());
        }
        var warnings = concerns.sentences();
        if (!warnings.isEmpty()) {
            response.withData("warnings", String.join("; ", warnings));
        }
        return response.build();
    }
}
