package io.amser.indexer.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How the nodes behave that the chain is read from, each by its name. */
public final class RpcMetrics {
    private static final String ENDPOINT = "endpoint";

    private static final List<String> OUTCOMES = List.of("agreed", "contradicted", "undecided");

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> listening = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> heads = new ConcurrentHashMap<>();

    public RpcMetrics(MeterRegistry registry) {
        this.registry = registry;
        OUTCOMES.forEach(this::agreements);
    }

    /** Begins to show an endpoint; its errors from 0 on, so that the first one is seen as a rise. */
    public void endpoint(String name, BooleanSupplier isUsed, Supplier<Number> callsPerSecond) {
        errors(name);
        logsLeftOut(name);
        logsUnproven(name);
        Gauge.builder("amser.indexer.rpc.usable", () -> isUsed.getAsBoolean() ? 1 : 0)
                .description("1 while the endpoint answers and nothing is held against it")
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

    /** Whether a node tells us of new blocks by itself. */
    public void listens(String endpoint, boolean isConnected) {
        listening.computeIfAbsent(endpoint, this::listener).set(isConnected ? 1 : 0);
    }

    private AtomicLong listener(String endpoint) {
        var connected = new AtomicLong();
        Gauge.builder("amser.indexer.ws.connected", connected::get)
                .description("1 while the endpoint tells of new blocks over a WebSocket")
                .tag(ENDPOINT, endpoint)
                .register(registry);
        return connected;
    }

    /** Another source had logs of a block that this endpoint did not tell. */
    public void leftOut(String endpoint) {
        logsLeftOut(endpoint).increment();
    }

    private Counter logsLeftOut(String endpoint) {
        return registry.counter("amser.indexer.rpc.logs.left.out", ENDPOINT, endpoint);
    }

    /** Nobody else could be asked whether a block is really without logs of ours. */
    public void unproven(String endpoint) {
        logsUnproven(endpoint).increment();
    }

    private Counter logsUnproven(String endpoint) {
        return registry.counter("amser.indexer.rpc.logs.unproven", ENDPOINT, endpoint);
    }

    /** Nodes were asked whether a block stands on the chain, or contradicted each other about the newest. */
    public void asked(String outcome) {
        agreements(outcome).increment();
    }

    private Counter agreements(String outcome) {
        return registry.counter("amser.indexer.rpc.agreements", "outcome", outcome);
    }
}
