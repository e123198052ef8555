package io.amser.indexer.running;

import io.amser.eventlog.topic.TopicSize;
import io.amser.indexer.backfill.BackfillSettings;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.decoding.KnownContracts;
import java.time.Duration;
import java.util.Map;

/**
 * What an indexer is told at its start.
 *
 * @param kafka how to reach the brokers, as Kafka's own properties
 * @param configured the contracts that are known before any module is
 */
public record IndexerSettings(
        ChainId chain,
        BlockNumber startBlock,
        KnownContracts configured,
        Map<String, Object> kafka,
        TopicSize topicSize,
        BackfillSettings backfill,
        Duration pollInterval,
        Duration repeatHeadEvery,
        Duration takeOverAfter) {
    public IndexerSettings {
        kafka = Map.copyOf(kafka);
    }
}
