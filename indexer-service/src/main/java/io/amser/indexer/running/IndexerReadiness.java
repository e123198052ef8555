package io.amser.indexer.running;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the indexer does its part, and if not, why not. */
@Readiness
final class IndexerReadiness implements HealthCheck {
    private final Indexer indexer;

    IndexerReadiness(Indexer indexer) {
        this.indexer = indexer;
    }

    @Override
    public HealthCheckResponse call() {
        var condition = indexer.condition();
        return HealthCheckResponse.named("indexer")
                .status(condition.isReady())
                .withData("condition", condition.text())
                .build();
    }
}
