package io.amser.eventlog.topic;

import java.util.Map;

/**
 * A topic of the platform.
 *
 * @param settings what it asks of the broker, whatever the broker's own defaults are
 */
public record Topic(String name, Map<String, String> settings) {
    private static final String THIRTY_DAYS = "2592000000";

    /** The log: every event of the protocol, for ever. */
    public static final Topic CHAIN_EVENTS = new Topic(
            "amser.chain.events",
            Map.of(
                    "cleanup.policy", "delete",
                    "retention.ms", "-1",
                    "retention.bytes", "-1",
                    "compression.type", "zstd"));

    /** The newest block of each chain. */
    public static final Topic CHAIN_HEADS = new Topic("amser.chain.heads", compacted());

    /** The indexer's checkpoint; nobody else reads it. */
    public static final Topic INDEXER_STATE = new Topic("amser.indexer.state", compacted());

    /** What only the keeper can foresee. */
    public static final Topic KEEPER_EVENTS = new Topic("amser.keeper.events", keptThirtyDays());

    /** What one service could not apply. */
    public static Topic deadLettersOf(String service) {
        return new Topic(CHAIN_EVENTS.name() + ".dlq." + service, keptThirtyDays());
    }

    private static Map<String, String> keptThirtyDays() {
        return Map.of("cleanup.policy", "delete", "retention.ms", THIRTY_DAYS, "compression.type", "zstd");
    }

    /** Segments are closed and cleaned early, because these topics are read whole at each start. */
    private static Map<String, String> compacted() {
        return Map.of(
                "cleanup.policy", "compact",
                "segment.ms", "600000",
                "segment.bytes", "16777216",
                "min.cleanable.dirty.ratio", "0.2",
                "compression.type", "zstd");
    }
}
