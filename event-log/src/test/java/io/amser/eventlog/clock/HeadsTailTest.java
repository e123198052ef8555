package io.amser.eventlog.clock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.eventlog.SampleEvents;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.wire.HeadWire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HeadsTailTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topic.CHAIN_HEADS.name(), 0);

    private final List<Long> told = new ArrayList<>();
    private final HeadsTail tail = new HeadsTail(
            HeadWire.key(SampleEvents.CHAIN),
            written -> told.add(written.head().number().value()));

    @Test
    void a_connection_that_breaks_brings_no_head_a_second_time() {
        var first = connect(2);
        write(first, 0, 100);
        write(first, 1, 101);
        tail.poll(first);
        first.setPollException(new KafkaException("The connection broke"));
        assertThatThrownBy(() -> tail.poll(first)).isInstanceOf(KafkaException.class);

        var second = connect(3);
        write(second, 0, 100);
        write(second, 1, 101);
        write(second, 2, 99);
        tail.poll(second);

        assertThat(told).containsExactly(100L, 101L, 99L);
    }

    @Test
    void the_newest_head_is_known_once_all_have_been_read_that_were_there() {
        var consumer = connect(3);
        write(consumer, 0, 100);
        write(consumer, 1, 101);

        assertThat(tail.poll(consumer)).isFalse();

        write(consumer, 2, 102);
        assertThat(tail.poll(consumer)).isTrue();
        assertThat(tail.poll(consumer)).isTrue();
    }

    private MockConsumer<String, byte[]> connect(long end) {
        var consumer = new MockConsumer<String, byte[]>("earliest");
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        tail.resume(consumer, List.of(PARTITION));
        return consumer;
    }

    private static void write(MockConsumer<String, byte[]> consumer, long offset, int number) {
        var head = SampleEvents.head(number);
        var record = HeadWire.record(PARTITION.topic(), head.published(Instant.EPOCH, List.of(0L)));
        consumer.addRecord(
                new ConsumerRecord<>(PARTITION.topic(), 0, offset, new String(record.key(), UTF_8), record.value()));
    }
}
