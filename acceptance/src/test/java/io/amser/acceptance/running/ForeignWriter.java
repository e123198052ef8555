package io.amser.acceptance.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amser.acceptance.stage.Stage;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.wire.EventWire;
import io.amser.protocol.event.ChainEvent;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to the log in the place of the indexer, which is not running then. */
final class ForeignWriter implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    ForeignWriter(Stage stage) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stage.kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Writes the event with its body changed. */
    void write(ChainEvent event, UnaryOperator<String> change) {
        var record = EventWire.record(Topic.CHAIN_EVENTS.name(), PublishedEvent.of(event));
        var body = change.apply(new String(record.value(), UTF_8)).getBytes(UTF_8);
        try {
            producer.send(new ProducerRecord<>(record.topic(), null, null, record.key(), body, record.headers()))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
