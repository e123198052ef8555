package io.amser.keeper.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.devstack.server.TestServers;
import io.amser.eventlog.LogConfig;
import io.amser.eventlog.PaymentAtRisk;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.wire.AtRiskWire;
import io.amser.keeper.charging.KeeperDatabase;
import io.amser.keeper.sql.Database;
import io.amser.keeper.sql.DatabaseFailure;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.FailCode;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxIT {
    private static final ChainId CHAIN = new ChainId(31_337);
    private static final Address MODULE = randomAddress();
    private static final Map<String, Object> KAFKA =
            Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers());

    private final KeeperDatabase tables = new KeeperDatabase();
    private final Database database = tables.database();
    private final KeeperTopic topic = new KeeperTopic(KAFKA, new OneReplica());
    private final Relay relay = new Relay(database, topic::producer);
    private final Address module = randomAddress();

    @AfterEach
    void close() {
        topic.close();
        tables.close();
    }

    @Test
    void publishes_each_forecast_once_in_order_with_the_key_of_its_module() {
        add(0, 250);
        add(0, 250);

        while (relay.publish()) {}
        relay.publish();

        assertThat(published()).isEqualTo(risks(0, 250));
    }

    @Test
    void what_no_broker_takes_waits_and_is_published_later() {
        add(0, 3);
        try (var nowhere = new KafkaProducer<byte[], byte[]>(deadKafka())) {
            assertThatThrownBy(new Relay(database, () -> nowhere)::publish).isInstanceOf(KafkaException.class);
        }
        assertThat(published()).isEmpty();

        relay.publish();

        assertThat(published()).isEqualTo(risks(0, 3));
    }

    @Test
    void a_crash_after_the_word_of_the_broker_repeats_the_same_ids() {
        add(0, 3);
        var crashing = new Relay(Database.of(tables.failingAtTheFirstCommit()), topic::producer);
        assertThatThrownBy(crashing::publish).isInstanceOf(DatabaseFailure.class);

        relay.publish();

        assertThat(published()).containsExactlyElementsOf(twice(risks(0, 3)));
    }

    @Test
    void replicas_do_not_publish_the_same_at_the_same_time() throws Exception {
        add(0, 300);
        var working = new AtomicBoolean(true);
        try (var threads = Executors.newFixedThreadPool(3)) {
            Callable<Boolean> replica = () -> {
                var own = new Relay(database, topic::producer);
                while (working.get()) {
                    own.publish();
                    working.compareAndSet(true, waiting() > 0);
                }
                return true;
            };
            for (var done : threads.invokeAll(List.of(replica, replica, replica))) {
                assertThat(done.get()).isTrue();
            }
        }

        assertThat(published()).isEqualTo(risks(0, 300));
    }

    @Test
    void what_has_been_published_is_kept_so_that_the_window_is_not_told_of_again() {
        add(0, 1);
        relay.publish();
        add(0, 1);
        relay.publish();

        assertThat(published()).hasSize(1);
    }

    private long waiting() {
        return Long.parseLong(tables.ask("SELECT count(*) AS answer FROM outbox WHERE published_at IS NULL")
                .getFirst());
    }

    private void add(int from, int to) {
        database.run(session -> Outbox.add(session, risks(from, to)));
    }

    private List<PaymentAtRisk> risks(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::risk).toList();
    }

    private PaymentAtRisk risk(int number) {
        var subscription = new SubscriptionKey(module, SubscriptionId.of(number));
        return new PaymentAtRisk(
                DeterministicIds.paymentAtRisk(CHAIN, subscription, new WindowId(1)),
                CHAIN,
                MODULE,
                subscription,
                new WindowId(1),
                MODULE,
                MODULE,
                TokenAmount.of(10),
                TokenAmount.of(3),
                new ChainTime(2_000),
                FailCode.TRANSFER_FAILED,
                new BlockNumber(7),
                new BlockHash("0x" + "c".repeat(64)),
                new ChainTime(1_000));
    }

    private static List<PaymentAtRisk> twice(List<PaymentAtRisk> risks) {
        var all = new ArrayList<>(risks);
        all.addAll(risks);
        return all;
    }

    /** Everything of our module, in the order of its partition. */
    private List<PaymentAtRisk> published() {
        topic.producer();
        var settings = new HashMap<>(KAFKA);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
            var partitions = consumer.partitionsFor(Topic.KEEPER_EVENTS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<PaymentAtRisk>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    if (new String(record.key(), UTF_8).equals(module.value())) {
                        assertThat(new String(
                                        record.headers().lastHeader("ce_id").value(), UTF_8))
                                .isEqualTo(AtRiskWire.read(record).id().value());
                        found.add(AtRiskWire.read(record));
                    }
                }
            }
            return found;
        }
    }

    private static Map<String, Object> deadKafka() {
        var settings = KeeperTopic.settings(Map.of("bootstrap.servers", "127.0.0.1:1"));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 200);
        return settings;
    }

    private static Address randomAddress() {
        var bytes = new byte[20];
        new SecureRandom().nextBytes(bytes);
        return new Address("0x" + HexFormat.of().formatHex(bytes));
    }

    private record OneReplica() implements LogConfig {
        @Override
        public int partitions() {
            return 12;
        }

        @Override
        public int replicas() {
            return 1;
        }

        @Override
        public boolean projection() {
            return true;
        }

        @Override
        public boolean connected() {
            return true;
        }
    }
}
