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
     */
    public record Chain(
            long chainId,
            @Nullable Block head,
            @Nullable Long safeBlock,
            @Nullable Long finalizedBlock,
            @Nullable Block indexed,
            @Nullable Long lagBlocks,
            @Nullable Long lagSeconds,
            @Nullable KeeperBacklog keeperBacklog) {}

    public record Block(long number, String hash, Instant timestamp) {}

    /**
     * Subscriptions that are due and not charged.
     *
     * @param failing those whose charge has failed in this window
     */
    public record KeeperBacklog(long due, @Nullable Instant oldestDueAt, long failing) {}

    /** How far the services are behind the log; unknown while the log cannot be asked. */
    public record Log(boolean available, @Nullable List<Consumer> consumers) {}

    public record Consumer(String service, long lagRecords) {}
}
