package io.amser.eventlog.publishing;

import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.wire.HeadWire;
import io.amser.protocol.ChainId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The heads that stand in their topic. */
public final class PublishedHeads {
    private PublishedHeads() {}

    public static Optional<PublishedHead> newest(Map<String, Object> kafka, ChainId chain) {
        return Optional.ofNullable(
                        CompactedTopic.read(kafka, Topic.CHAIN_HEADS.name()).get(HeadWire.key(chain)))
                .map(record -> new PublishedHead(HeadWire.read(record), Instant.ofEpochMilli(record.timestamp())));
    }
}
