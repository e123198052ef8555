package io.amser.indexer.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How the nodes behave that the chain is read from, each by its name. */
public final class RpcMetrics {
    private static final String ENDPOINT = "endpoint";

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> heads = new ConcurrentHashMap<>();

    public RpcMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Begins to show an endpoint; its errors from 0 on, so that the first one is seen as a rise. */
    public void endpoint(String name, BooleanSupplier isUsed, Supplier<Number> callsPerSecond) {
        errors(name);
        Gauge.builder("amser.indexer.rpc.usable", () -> isUsed.getAsBoolean() ? 1 : 0)
                .description("1 while nothing is held against the endpoint, 0 while it is left")
                .tag(ENDPOINT, name)
                .register(registry);
        Gauge.builder("amser.indexer.rpc.calls.limit", callsPerSecond)
                .description(
                        "Calls per second that the endpoint is thought to take; infinite while it has refused none")
                .tag(ENDPOINT, name)
                .register(registry);
        Gauge.builder("amser.indexer.rpc.head", head(name)::get)
                .description("The newest block that the endpoint has shown")
                .tag(ENDPOINT, name)
                .register(registry);
    }

    private AtomicLong head(String endpoint) {
        return heads.computeIfAbsent(endpoint, _ -> new AtomicLong());
    }

    public void head(String endpoint, long block) {
        head(endpoint).set(block);
    }

    public void answered(String endpoint, Duration took) {
        registry.timer("amser.indexer.rpc.answers", ENDPOINT, endpoint).record(took);
    }

    public void failed(String endpoint) {
        errors(endpoint).increment();
    }

    private Counter errors(String endpoint) {
        return registry.counter("amser.indexer.rpc.errors", ENDPOINT, endpoint);
    }

    /** Nodes were asked whether a block stands on the chain, before anything was taken back for it. */
    public void asked(String outcome) {
        registry.counter("amser.indexer.rpc.agreements", "outcome", outcome).increment();
    }
}
