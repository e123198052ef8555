package io.amser.indexer.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.wire.EventWire;
import io.amser.protocol.EventId;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.EventOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The log as a consumer reads it, folded: an event comes only while absent, a retraction only while present. */
final class PublishedLog {
    private final Map<String, Object> kafka;

    PublishedLog(Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /** The events that stand after all records, in the order of the chain. */
    List<ChainEvent> events() {
        var present = new HashMap<EventId, ChainEvent>();
        for (var record : records()) {
            var id = record.event().id();
            if (record.retracted()) {
                assertThat(present.remove(id)).as("what %s retracts", record).isEqualTo(record.event());
            } else {
                assertThat(present.put(id, record.event()))
                        .as("what stood before %s", record)
                        .isNull();
            }
        }
        return present.values().stream()
                .sorted(Comparator.comparing(ChainEvent::origin, EventOrigin.CHAIN_ORDER))
                .toList();
    }

    /** All records that can be read, those of one partition in their order. */
    List<PublishedEvent> records() {
        var records = new ArrayList<PublishedEvent>();
        try (var consumer = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topic.CHAIN_EVENTS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> records.add(EventWire.read(record)));
            }
        }
        return records;
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        return settings;
    }
}
