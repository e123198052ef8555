package io.amser.eventlog.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.wire.CloudEvent;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;

/** Where the state of one chain's indexer stands: in one partition, so that a transaction touches no other. */
record StateTopic(ChainId chain, int partitions) {
    static final String TYPE = "IndexerState";

    ProducerRecord<byte[], byte[]> record(StateRecord entry, ChainTime time) {
        var key = keyPrefix(chain) + entry.key();
        return new ProducerRecord<>(
                Topic.INDEXER_STATE.name(),
                partition(),
                null,
                key.getBytes(UTF_8),
                entry.json().map(json -> json.getBytes(UTF_8)).orElse(null),
                entry.json().isPresent() ? headers(key, time) : List.of());
    }

    private List<Header> headers(String key, ChainTime time) {
        var id = UUID.randomUUID().toString();
        return new CloudEvent(id, TYPE, "/chains/" + chain.value() + "/indexer", time, key).headers();
    }

    private int partition() {
        return Utils.toPositive(Utils.murmur2(keyPrefix(chain).getBytes(UTF_8))) % partitions;
    }

    static String keyPrefix(ChainId chain) {
        return chain.value() + " ";
    }
}
