package io.amser.eventlog.projection;

import static io.amser.devstack.server.TestServers.unique;
import static io.amser.eventlog.SampleEvents.CHAIN;
import static io.amser.eventlog.SampleEvents.head;
import static io.amser.eventlog.SampleEvents.pause;

import io.amser.devstack.server.TestServers;
import io.amser.eventlog.EmptyLog;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.publishing.LogPublisher;
import io.amser.eventlog.publishing.LogTransaction;
import io.amser.eventlog.topic.Topic;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A log of one module's events, a ledger that they are applied to, and the replicas that do so. */
final class LedgerLog implements AutoCloseable {
    static final int MODULE = 1;

    private final Map<String, Object> kafka = EmptyLog.on(TestServers.kafka());
    private final Ledger ledger = new Ledger(TestServers.freshDatabase("ledger"));
    private final String group = unique("ledger");

    Ledger ledger() {
        return ledger;
    }

    Replica replica() {
        return replica(ledger);
    }

    Replica replica(Ledger another) {
        return new Replica(kafka, another, group);
    }

    /** One that Kafka gives all partitions, whoever has them. */
    Replica replica(String anotherGroup) {
        return new Replica(kafka, ledger, anotherGroup);
    }

    void publish(int first, int last) {
        publish(IntStream.rangeClosed(first, last)
                .mapToObj(number -> PublishedEvent.of(pause(MODULE, number)))
                .toList());
    }

    void publish(List<PublishedEvent> events) {
        try (var publisher = LogPublisher.open(kafka, CHAIN, InstantSource.system())) {
            publisher.publish(new LogTransaction(events, head(1), List.of()));
        }
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        try (var producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            var _ = producer.send(record);
        }
    }

    /** The ids of the events from the first number of each pair to the second. */
    static List<String> ids(int... ranges) {
        return IntStream.range(0, ranges.length / 2)
                .flatMap(i -> IntStream.rangeClosed(ranges[2 * i], ranges[2 * i + 1]))
                .mapToObj(LedgerLog::id)
                .toList();
    }

    static String id(int number) {
        return PublishedEvent.of(pause(MODULE, number)).recordId();
    }

    Topic deadLetterTopic() {
        return Topic.deadLettersOf(group);
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return EmptyLog.records(kafka, deadLetterTopic().name());
    }

    @Override
    public void close() {
        ledger.close();
    }
}
