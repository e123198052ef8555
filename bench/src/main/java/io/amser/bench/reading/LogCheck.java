package io.amser.bench.reading;

import io.amser.bench.WrongResult;
import io.amser.bench.history.HistoricChain;
import io.amser.devstack.server.KafkaServer;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.wire.EventWire;
import io.amser.indexer.chain.BlockRange;
import io.amser.protocol.EventId;
import io.amser.protocol.decoding.EventDecoder;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Whether the log, folded, tells of exactly the events that stand on the chain. */
public final class LogCheck {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaServer kafka;

    public LogCheck(KafkaServer kafka) {
        this.kafka = kafka;
    }

    /** Answers how many events there are; throws when chain and log differ. */
    public long requireSame(HistoricChain history, RawFetch fetch, BlockRange blocks) {
        var onChain = onChain(history, fetch, blocks);
        long events = onChain.size();
        var repeated = takeFrom(onChain);
        if (repeated > 0 || !onChain.isEmpty()) {
            throw new WrongResult(
                    "The log is not the chain: of %,d events %,d are missing, and %,d records are too many."
                            .formatted(events, onChain.size(), repeated));
        }
        return events;
    }

    private static Set<EventId> onChain(HistoricChain history, RawFetch fetch, BlockRange blocks) {
        var ids = new HashSet<EventId>();
        var known = new AtomicReference<>(history.contracts().known());
        fetch.read(blocks, logs -> {
            var decoded = EventDecoder.decode(logs, known.get());
            decoded.events().forEach(event -> ids.add(event.id()));
            known.set(decoded.known());
        });
        return ids;
    }

    /** Takes what stands in the log from the set and answers how many records found nothing to take. */
    private long takeFrom(Set<EventId> left) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topic.CHAIN_EVENTS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var surplus = 0L;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(POLL)) {
                    var published = EventWire.read(record);
                    var id = published.event().id();
                    surplus += (published.retracted() ? left.add(id) : left.remove(id)) ? 0 : 1;
                }
            }
            return surplus;
        }
    }
}
