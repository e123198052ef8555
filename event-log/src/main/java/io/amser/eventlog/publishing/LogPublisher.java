package io.amser.eventlog.publishing;

import io.amser.eventlog.Head;
import io.amser.eventlog.HeadRecord;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.wire.EventWire;
import io.amser.eventlog.wire.HeadWire;
import io.amser.protocol.ChainId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the log of one chain; opening it shuts out whoever wrote it before.
 *
 * <p>Not for several threads at once. Each failure says whether the transaction can be tried again here
 * ({@link PublishAborted}), is over for this publisher ({@link PublisherFenced}) or has to be looked up
 * ({@link PublishInDoubt}).
 */
public final class LogPublisher implements AutoCloseable {
    private static final int COMMIT_ATTEMPTS = 3;

    /** JSON of one kind shrinks as much at once: higher levels only take longer. */
    private static final int FASTEST = 1;

    /** Milliseconds: a partition asks to come again while it still ends the transaction before. */
    private static final int SOON = 10;

    private static final int WRITERS = 2;
    private static final int WRITTEN_AT_ONCE = 100;

    private static final Callback FAILS_WITH_THE_COMMIT = (written, failure) -> {};

    private final Producer<byte[], byte[]> producer;
    private final ChainId chain;
    private final InstantSource time;
    private final StateTopic state;
    private Optional<HeadRecord> newest;

    private LogPublisher(
            Producer<byte[], byte[]> producer,
            ChainId chain,
            InstantSource time,
            StateTopic state,
            Optional<HeadRecord> newest) {
        this.producer = producer;
        this.chain = chain;
        this.time = time;
        this.state = state;
        this.newest = newest;
    }

    /**
     * Takes the chain over: after this nothing that a former publisher had under way can appear any more.
     *
     * @param kafka how to reach the brokers, as Kafka's own properties
     */
    public static LogPublisher open(Map<String, Object> kafka, ChainId chain, InstantSource time) {
        var producer = new KafkaProducer<byte[], byte[]>(settings(kafka, chain));
        try {
            producer.initTransactions();
            var partitions = producer.partitionsFor(Topic.INDEXER_STATE.name()).size();
            var newest = PublishedHeads.newest(kafka, chain).map(PublishedHead::head);
            return new LogPublisher(producer, chain, time, new StateTopic(chain, partitions), newest);
        } catch (RuntimeException e) {
            producer.close();
            throw e;
        }
    }

    private static Map<String, Object> settings(Map<String, Object> kafka, ChainId chain) {
        var settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "amser.indexer." + chain.value());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG, FASTEST);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, SOON);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
        return settings;
    }

    /** The head that was published last, by this publisher or one before it. */
    public Optional<HeadRecord> newestHead() {
        return newest;
    }

    /** Makes all of {@code transaction} readable at once and returns the head as it was written. */
    public HeadRecord publish(LogTransaction transaction) {
        HeadRecord head;
        try {
            head = send(transaction);
        } catch (KafkaException | IllegalStateException e) {
            throw abort(e);
        }
        commit();
        newest = Optional.of(head);
        return head;
    }

    /** The offsets after the last record of each partition are known only once the events are acknowledged. */
    private HeadRecord send(LogTransaction transaction) {
        producer.beginTransaction();
        var ends = new EndOffsets(endsSoFar());
        records(transaction).forEach(record -> send(record, ends));
        if (!transaction.events().isEmpty()) {
            producer.flush();
        }
        var head = transaction.head().published(firstPublishedAt(transaction.head()), ends.afterFlush());
        send(HeadWire.record(Topic.CHAIN_HEADS.name(), head), FAILS_WITH_THE_COMMIT);
        var time = transaction.head().timestamp();
        transaction.state().forEach(entry -> send(state.record(entry, time), FAILS_WITH_THE_COMMIT));
        return head;
    }

    /** Written ahead in other threads, while this one compresses and sends what stands before. */
    private static Stream<ProducerRecord<byte[], byte[]>> records(LogTransaction transaction) {
        return transaction.events().stream()
                .gather(Gatherers.windowFixed(WRITTEN_AT_ONCE))
                .gather(Gatherers.mapConcurrent(WRITERS, LogPublisher::written))
                .flatMap(List::stream);
    }

    private static List<ProducerRecord<byte[], byte[]>> written(List<PublishedEvent> events) {
        return events.stream()
                .map(event -> EventWire.record(Topic.CHAIN_EVENTS.name(), event))
                .toList();
    }

    private void send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        var _ = producer.send(record, callback);
    }

    private List<Long> endsSoFar() {
        return newest.map(HeadRecord::endOffsets)
                .orElseGet(() -> producer.partitionsFor(Topic.CHAIN_EVENTS.name()).stream()
                        .map(partition -> 0L)
                        .toList());
    }

    private Instant firstPublishedAt(Head head) {
        return newest.filter(before -> before.hash().equals(head.hash()))
                .map(HeadRecord::firstPublishedAt)
                .orElseGet(time::instant);
    }

    private RuntimeException abort(RuntimeException failure) {
        if (isFencing(failure)) {
            return new PublisherFenced(chain, failure);
        }
        try {
            producer.abortTransaction();
            return new PublishAborted(chain, failure);
        } catch (RuntimeException e) {
            e.addSuppressed(failure);
            return isFencing(e) ? new PublisherFenced(chain, e) : new PublishInDoubt(chain, e);
        }
    }

    /** A commit that ran out of time may or may not have happened: asking for the same commit again is allowed. */
    private void commit() {
        for (var attempt = 1; ; attempt++) {
            try {
                producer.commitTransaction();
                return;
            } catch (TimeoutException e) {
                if (attempt == COMMIT_ATTEMPTS) {
                    throw new PublishInDoubt(chain, e);
                }
            } catch (ProducerFencedException e) {
                throw new PublisherFenced(chain, e);
            } catch (KafkaException | IllegalStateException e) {
                throw abort(e);
            }
        }
    }

    private static boolean isFencing(Throwable failure) {
        return failure instanceof ProducerFencedException
                || failure instanceof InvalidProducerEpochException
                || (failure.getCause() != null && isFencing(failure.getCause()));
    }

    @Override
    public void close() {
        producer.close();
    }
}
