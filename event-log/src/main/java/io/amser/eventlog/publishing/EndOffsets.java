package io.amser.eventlog.publishing;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Gathers, while records are acknowledged, the offset after the last one of each partition. */
final class EndOffsets implements Callback {
    private final long[] ends;
    private @Nullable Exception failure;

    EndOffsets(List<Long> before) {
        this.ends = before.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public synchronized void onCompletion(RecordMetadata written, @Nullable Exception failed) {
        if (failed == null) {
            ends[written.partition()] = Math.max(ends[written.partition()], written.offset() + 1);
        } else if (failure == null) {
            failure = failed;
        }
    }

    /** What all acknowledgements say; one record that was not written fails the whole. */
    synchronized List<Long> afterFlush() {
        if (failure != null) {
            throw failure instanceof KafkaException known ? known : new KafkaException(failure);
        }
        return Arrays.stream(ends).boxed().toList();
    }
}
