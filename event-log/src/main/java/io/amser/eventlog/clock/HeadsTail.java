package io.amser.eventlog.clock;

import io.amser.eventlog.wire.HeadWire;
import io.amser.eventlog.wire.UnreadableRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** The heads of one chain, each told once: behind a connection that broke, the next one goes on where it ended. */
final class HeadsTail {
    private static final Logger LOG = Logger.getLogger(HeadsTail.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String key;
    private final java.util.function.Consumer<WrittenHead> heads;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    /**
     * Nothing is read yet.
     *
     * @param heads hears each head
     */
    HeadsTail(String key, java.util.function.Consumer<WrittenHead> heads) {
        this.key = key;
        this.heads = heads;
    }

    void resume(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        next.forEach(consumer::seek);
        ends.clear();
        ends.putAll(consumer.endOffsets(partitions));
    }

    /** Tells what has come; true once that is all that the topic held when the consumer resumed. */
    boolean poll(Consumer<String, byte[]> consumer) {
        for (var record : consumer.poll(POLL)) {
            next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            if (key.equals(record.key())) {
                tell(record);
            }
        }
        ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        return ends.isEmpty();
    }

    /** The next head replaces this one, so that one that cannot be read is only an alarm. */
    private void tell(ConsumerRecord<String, byte[]> record) {
        try {
            heads.accept(
                    new WrittenHead(HeadWire.read(record), Instant.ofEpochMilli(record.timestamp()), record.offset()));
        } catch (UnreadableRecord e) {
            LOG.errorf("The head at offset %d cannot be read: %s", record.offset(), e.getMessage());
        }
    }
}
