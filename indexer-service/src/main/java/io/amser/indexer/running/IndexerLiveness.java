package io.amser.indexer.running;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether the indexer's thread runs; one that has stopped on purpose would stop again after a restart. */
@Liveness
final class IndexerLiveness implements HealthCheck {
    private final IndexerThread thread;

    IndexerLiveness(IndexerThread thread) {
        this.thread = thread;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("indexer runs")
                .status(thread.isAlive())
                .build();
    }
}
