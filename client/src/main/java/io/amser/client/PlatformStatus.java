package io.amser.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the platform fares. */
public record PlatformStatus(List<Chain> chains, Log log) {

    /**
     * How far the index of one chain has come; blocks are null before the first one.
     *
     * @param head the newest block that is published
     * @param indexed the newest block whose events are all applied
     * @param keeperBacklog null while it cannot be counted
     * @param charging null while the keeper does not tell
     */
    public record Chain(
            long chainId,
            @Nullable Block head,
            @Nullable Long safeBlock,
            @Nullable Long finalizedBlock,
            @Nullable Block indexed,
            @Nullable Long lagBlocks,
            @Nullable Long lagSeconds,
            @Nullable KeeperBacklog keeperBacklog,
            @Nullable Charging charging) {}

    public record Block(long number, String hash, Instant timestamp) {}

    /**
     * Subscriptions that are due and not charged.
     *
     * @param failing those whose charge has failed in this window
     */
    public record KeeperBacklog(long due, @Nullable Instant oldestDueAt, long failing) {}

    /**
     * How fast charges were in the last 24 hours of chain time.
     *
     * @param onTime share that a block included within a minute of being due
     */
    public record Charging(
            long charges,
            @Nullable Double onTime,
            @Nullable Quantiles dueToSent,
            @Nullable Quantiles sentToIncluded,
            @Nullable Quantiles dueToIncluded,
            @Nullable Quantiles includedToFinal) {}

    /** Seconds that so many of 100 charges did not exceed. */
    public record Quantiles(long p50, long p95, long p99) {}

    /** How far the services are behind the log; unknown while the log cannot be asked. */
    public record Log(boolean available, @Nullable List<Consumer> consumers) {}

    public record Consumer(String service, long lagRecords) {}
}
