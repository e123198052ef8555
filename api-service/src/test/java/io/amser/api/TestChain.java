package io.amser.api;

import io.amser.eventlog.Head;
import io.amser.eventlog.HeadRecord;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.publishing.LogPublisher;
import io.amser.eventlog.publishing.LogTransaction;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.topic.TopicSize;
import io.amser.eventlog.topic.Topics;
import io.amser.eventlog.wire.EventWire;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.TxHash;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.EventOrigin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** The one chain of these tests: blocks of events made by hand, published as the indexer does. */
final class TestChain {
    static final ChainId ID = new ChainId(31_337);

    /** Blocks are first published in the far future, so that the chain's time stands still at the head's. */
    private static final InstantSource FUTURE = InstantSource.fixed(Instant.parse("2100-01-01T00:00:00Z"));

    private static final Map<String, Object> KAFKA =
            Map.of("bootstrap.servers", ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));

    private static final LogPublisher LOG = open();

    private static ChainTime time = at("2026-01-01T00:00:00Z");
    private static long number = 1_000;
    private static int logs;
    private static int addresses = 0x1000;

    private TestChain() {}

    private static LogPublisher open() {
        try (var admin = Admin.create(KAFKA)) {
            new Topics(admin)
                    .ensure(new TopicSize(12, 1), List.of(Topic.CHAIN_EVENTS, Topic.CHAIN_HEADS, Topic.INDEXER_STATE));
        }
        return LogPublisher.open(KAFKA, ID, FUTURE);
    }

    static ChainTime at(String instant) {
        return ChainTime.of(Instant.parse(instant));
    }

    /** Starts the next block at this time, which may lie before the last one's. */
    static void goTo(ChainTime then) {
        time = then;
        number++;
        logs = 0;
    }

    static void pass(Duration duration) {
        goTo(time.plus(duration));
    }

    static ChainTime time() {
        return time;
    }

    static Address newAddress() {
        return new Address("0x%040x".formatted(addresses++));
    }

    /** The place of the next log in the present block. */
    static EventOrigin origin(Address contract, @Nullable Address module, @Nullable Address merchant) {
        var log = logs++;
        var tx = new TxHash("0x%064x".formatted(number * 1_000 + log));
        return new EventOrigin(
                ID,
                new BlockNumber(number),
                hash(),
                time,
                tx,
                log,
                contract,
                module,
                merchant,
                DeterministicIds.event(ID, hash(), tx, log));
    }

    /** Closes the block with these events and waits until the service has indexed it. */
    static HeadRecord publish(ChainEvent... events) {
        return publish(Arrays.stream(events).map(PublishedEvent::of).toList());
    }

    static HeadRecord retract(ChainEvent... events) {
        return publish(Arrays.stream(events).map(PublishedEvent::retractionOf).toList());
    }

    /** Writes one event with another body, as no publisher of today would; the next block comes after it. */
    static void publishAltered(ChainEvent event, UnaryOperator<String> body) {
        var record = EventWire.record(Topic.CHAIN_EVENTS.name(), PublishedEvent.of(event));
        var altered =
                body.apply(new String(record.value(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        try (var producer = new KafkaProducer<>(KAFKA, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(record.topic(), null, null, record.key(), altered, record.headers()))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HeadRecord publish(List<PublishedEvent> events) {
        var head = LOG.publish(new LogTransaction(events, head(), List.of()));
        number++;
        logs = 0;
        ApiCaller.awaitIndexed(head);
        return head;
    }

    private static Head head() {
        var block = new BlockNumber(number);
        return new Head(ID, block, hash(), time, block, new BlockNumber(number - 10));
    }

    private static BlockHash hash() {
        return new BlockHash("0x%064x".formatted(number));
    }
}
