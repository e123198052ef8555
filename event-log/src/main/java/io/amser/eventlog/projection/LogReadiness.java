package io.amser.eventlog.projection;

import io.amser.eventlog.LogConfig;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up once this replica has its share of the partitions, if there is a log; whether the database answers, a check of its own tells. */
@Readiness
@Singleton
@IfBuildProperty(name = "amser.log.projection", stringValue = "true", enableIfMissing = true)
class LogReadiness implements HealthCheck {
    private final ConsumerState state;
    private final LogConfig config;

    LogReadiness(ConsumerState state, LogConfig config) {
        this.state = state;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("log")
                .status(!config.connected() || state.hasJoined())
                .build();
    }
}
