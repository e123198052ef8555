package io.amser.indexer.rebuild;

import io.amser.indexer.backfill.BackfillSettings;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.decoding.KnownContracts;
import java.util.Map;
import java.util.Optional;

/**
 * What to compare.
 *
 * @param kafka how to reach the brokers, as Kafka's own properties
 * @param live the database of the service whose read model is compared
 * @param scratch an empty database for the one that is built anew; without it one is made on the live one's server
 * @param sample about how many subscriptions the contracts are asked
 * @param seed chooses them
 */
public record RebuildSettings(
        ChainId chain,
        BlockNumber startBlock,
        KnownContracts configured,
        Map<String, Object> kafka,
        BackfillSettings backfill,
        DatabaseAddress live,
        Optional<DatabaseAddress> scratch,
        int sample,
        long seed) {
    public RebuildSettings {
        kafka = Map.copyOf(kafka);
    }
}
