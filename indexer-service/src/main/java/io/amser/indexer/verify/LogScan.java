package io.amser.indexer.verify;

import io.amser.eventlog.HeadRecord;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.wire.EventWire;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the log from its beginning up to where a head says that it is complete, record by record. */
final class LogScan {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> kafka;
    private final HeadRecord head;

    LogScan(Map<String, Object> kafka, HeadRecord head) {
        this.kafka = kafka;
        this.head = head;
    }

    void forEach(Consumer<PublishedEvent> reader) {
        try (var consumer = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var ends = ends();
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> read(record, reader));
            }
        }
    }

    /** What came after the head is not looked at, nor is what another chain told. */
    private void read(ConsumerRecord<byte[], byte[]> record, Consumer<PublishedEvent> reader) {
        if (record.offset() < head.endOffsets().get(record.partition())) {
            var published = EventWire.read(record);
            if (published.event().origin().chainId().equals(head.chainId())) {
                reader.accept(published);
            }
        }
    }

    private Map<TopicPartition, Long> ends() {
        return IntStream.range(0, head.endOffsets().size())
                .boxed()
                .collect(Collectors.toUnmodifiableMap(
                        partition -> new TopicPartition(Topic.CHAIN_EVENTS.name(), partition),
                        partition -> head.endOffsets().get(partition)));
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }
}
