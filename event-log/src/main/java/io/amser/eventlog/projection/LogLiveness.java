package io.amser.eventlog.projection;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down once the consumer has stopped for good; waiting out an outage is life. */
@Liveness
@Singleton
@IfBuildProperty(name = "amser.log.projection", stringValue = "true", enableIfMissing = true)
class LogLiveness implements HealthCheck {
    private final ConsumerState state;

    LogLiveness(ConsumerState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        var health = HealthCheckResponse.named("log").status(state.stopped().isEmpty());
        state.stopped().ifPresent(sentence -> health.withData("stopped", sentence));
        state.waitingFor().ifPresent(outage -> health.withData("waiting", outage));
        state.halted().forEach((partition, why) -> health.withData("partition " + partition, why));
        return health.build();
    }
}
