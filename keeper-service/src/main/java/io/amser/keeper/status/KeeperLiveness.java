package io.amser.keeper.status;

import io.amser.keeper.charging.Condition;
import io.amser.keeper.concern.StatusConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down once no round begins any more, which a restart mends; rounds that break off begin again by themselves. */
@Liveness
@ApplicationScoped
class KeeperLiveness implements HealthCheck {
    private final Condition condition;
    private final StatusConfig config;
    private final InstantSource time;

    KeeperLiveness(Condition condition, StatusConfig config, InstantSource time) {
        this.condition = condition;
        this.config = config;
        this.time = time;
    }

    @Override
    public HealthCheckResponse call() {
        var limit = config.longestRound().multipliedBy(2);
        return HealthCheckResponse.named("keeper goes on")
                .status(!condition.standsStill(time.instant(), limit))
                .build();
    }
}
