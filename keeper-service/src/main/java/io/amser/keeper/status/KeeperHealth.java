package io.amser.keeper.status;

import io.amser.keeper.charging.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down while rounds break off; what somebody has to see to is told in words. */
@Readiness
@ApplicationScoped
class KeeperHealth implements HealthCheck {
    private final Condition condition;
    private final StatusConfig config;

    KeeperHealth(Condition condition, StatusConfig config) {
        this.condition = condition;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("keeper")
                .status(condition.outage().isEmpty())
                .withData("balance_wei", condition.balance().toString());
        var warnings = Warnings.of(condition, config.lowBalance());
        if (!warnings.isEmpty()) {
            response.withData("warnings", String.join("; ", warnings));
        }
        return response.build();
    }
}
