package io.amser.indexer.metrics;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.ChainView;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How far the log is behind the chain, what flows through, and what goes wrong. */
public final class IndexerMetrics {
    private final MeterRegistry registry;
    private final Counter events;
    private final Counter blocks;
    private final DistributionSummary reorganisations;
    private final AtomicLong rangeBlocks = new AtomicLong();
    private final AtomicReference<@Nullable BlockHeader> newest = new AtomicReference<>();
    private final AtomicReference<@Nullable BlockHeader> tip = new AtomicReference<>();

    public IndexerMetrics(MeterRegistry registry, InstantSource time) {
        this.registry = registry;
        this.events = Counter.builder("amser.indexer.events")
                .description("Events and retractions published")
                .register(registry);
        this.blocks = Counter.builder("amser.indexer.blocks")
                .description("Blocks published")
                .register(registry);
        this.reorganisations = DistributionSummary.builder("amser.indexer.reorganisations")
                .description("Reorganisations, by how many of our blocks they removed")
                .register(registry);
        Gauge.builder("amser.indexer.backfill.range.blocks", rangeBlocks::get)
                .description("Blocks that are asked for in one question while final blocks are read")
                .register(registry);
        Gauge.builder("amser.indexer.head.lag.blocks", this::blocksBehind)
                .description("Blocks that the chain has and the log has not")
                .register(registry);
        Gauge.builder("amser.indexer.head.lag.seconds", () -> secondsBehind(time))
                .description("Age of the newest block in the log while the chain has a newer one")
                .register(registry);
    }

    /** Shows whether indexing has stopped until somebody has looked. */
    public void stoppedWhile(BooleanSupplier stopped) {
        Gauge.builder("amser.indexer.stopped", () -> stopped.getAsBoolean() ? 1 : 0)
                .description("1 once indexing has stopped, because going on would publish something wrong")
                .register(registry);
    }

    public void seen(ChainView view) {
        newest.set(view.newest());
    }

    public void standsAt(BlockHeader block) {
        tip.set(block);
    }

    /** Another indexer works: how far the log is behind is for that one to say. */
    public void standsBy() {
        newest.set(null);
        tip.set(null);
    }

    public void published(int eventCount, long blockCount) {
        events.increment(eventCount);
        blocks.increment((double) blockCount);
    }

    public void asksForBlocks(long inOneQuestion) {
        rangeBlocks.set(inOneQuestion);
    }

    public void reorganised(int removedBlocks) {
        reorganisations.record(removedBlocks);
    }

    private long blocksBehind() {
        var chain = newest.get();
        var log = tip.get();
        return chain == null || log == null
                ? 0
                : Math.max(0, chain.number().value() - log.number().value());
    }

    private long secondsBehind(InstantSource time) {
        var log = tip.get();
        return log == null || blocksBehind() == 0
                ? 0
                : Math.max(0, time.instant().getEpochSecond() - log.timestamp().seconds());
    }
}
