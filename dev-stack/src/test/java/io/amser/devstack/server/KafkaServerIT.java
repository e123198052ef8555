package io.amser.devstack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaServerIT {

    private static final short TRANSACTIONS_VERSION_2 = 2;

    @Test
    void transactions_are_of_version_2() throws Exception {
        try (var admin = TestServers.kafka().admin()) {
            var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();

            assertThat(features.get("transaction.version").maxVersionLevel()).isEqualTo(TRANSACTIONS_VERSION_2);
        }
    }

    @Test
    void a_topic_that_nobody_created_is_not_there() throws Exception {
        try (var admin = TestServers.kafka().admin()) {
            var description =
                    admin.describeTopics(List.of(TestServers.unique("nobody"))).allTopicNames();

            assertThatThrownBy(description::get).hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void only_committed_records_are_read() throws Exception {
        var kafka = TestServers.kafka();
        var topic = createTopic(kafka);

        try (var producer = producer(kafka, topic)) {
            producer.initTransactions();
            send(producer, topic, "aborted", false);
            send(producer, topic, "committed", true);
        }

        assertThat(committedRecords(kafka, topic)).containsExactly("committed");
    }

    @Test
    void what_was_committed_survives_a_kill() throws Exception {
        try (var kafka = TestServers.freshKafka()) {
            var topic = createTopic(kafka);
            try (var producer = producer(kafka, topic)) {
                producer.initTransactions();
                send(producer, topic, "before", true);

                kafka.kill();
                kafka.restart();

                send(producer, topic, "after", true);
            }

            assertThat(committedRecords(kafka, topic)).containsExactly("before", "after");
        }
    }

    private static String createTopic(KafkaServer kafka) throws Exception {
        var topic = TestServers.unique("notes");
        try (var admin = kafka.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(10, TimeUnit.SECONDS);
        }
        return topic;
    }

    private static KafkaProducer<String, String> producer(KafkaServer kafka, String transactionalId) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", transactionalId);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static void send(KafkaProducer<String, String> producer, String topic, String text, boolean commit)
            throws Exception {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, text)).get(30, TimeUnit.SECONDS);
        if (commit) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    /** All committed records up to the end of the topic as it stands. */
    private static List<String> committedRecords(KafkaServer kafka, String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        var partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<String> texts = new ArrayList<>();
            while (consumer.position(partition) < end) {
                StreamSupport.stream(consumer.poll(Duration.ofMillis(200)).spliterator(), false)
                        .map(ConsumerRecord::value)
                        .forEach(texts::add);
            }
            return texts;
        }
    }
}
