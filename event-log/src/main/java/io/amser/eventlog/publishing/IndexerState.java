package io.amser.eventlog.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amser.eventlog.topic.Topic;
import io.amser.protocol.ChainId;
import java.util.Map;
import java.util.stream.Collectors;

/** The state that a chain's indexer left in its topic. */
public final class IndexerState {
    private IndexerState() {}

    /** All entries of the chain, by key; complete once a publisher has been opened for it. */
    public static Map<String, String> read(Map<String, Object> kafka, ChainId chain) {
        var prefix = StateTopic.keyPrefix(chain);
        return CompactedTopic.read(kafka, Topic.INDEXER_STATE.name()).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().substring(prefix.length()),
                        entry -> new String(entry.getValue().value(), UTF_8)));
    }
}
