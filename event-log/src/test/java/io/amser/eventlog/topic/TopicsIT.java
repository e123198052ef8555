package io.amser.eventlog.topic;

import static io.amser.devstack.server.TestServers.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.devstack.server.TestServers;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicsIT {
    private static final TopicSize SIZE = new TopicSize(5, 1);
    private final Admin admin = TestServers.kafka().admin();
    private final Topics topics = new Topics(admin);

    @BeforeAll
    void brokers_run_transactions_of_the_second_version() {
        assertThatCode(() -> Brokers.requireTransactionsVersion2(admin)).doesNotThrowAnyException();
    }

    @AfterAll
    void close() {
        admin.close();
    }

    @Test
    void a_topic_is_created_with_its_partitions_and_settings() throws Exception {
        var topic = new Topic(unique("for-ever"), Topic.CHAIN_EVENTS.settings());

        topics.ensure(SIZE, List.of(topic));
        topics.ensure(SIZE, List.of(topic));

        var description = admin.describeTopics(List.of(topic.name()))
                .allTopicNames()
                .get()
                .get(topic.name());
        assertThat(description.partitions())
                .hasSize(5)
                .allMatch(partition -> partition.replicas().size() == 1);
        assertThat(settings(topic)).containsAllEntriesOf(topic.settings()).containsEntry("min.insync.replicas", "1");
    }

    @Test
    void a_topic_with_another_number_of_partitions_is_refused() {
        var topic = new Topic(unique("log"), Map.of());
        topics.ensure(SIZE, List.of(topic));

        assertThatThrownBy(() -> topics.ensure(new TopicSize(6, 1), List.of(topic)))
                .isInstanceOf(WrongTopic.class)
                .hasMessageContaining("has 5 partitions");
    }

    @Test
    void a_topic_that_forgets_is_refused() {
        var name = unique("log");
        topics.ensure(SIZE, List.of(new Topic(name, Map.of("retention.ms", "1000"))));

        assertThatThrownBy(() -> topics.ensure(SIZE, List.of(new Topic(name, Topic.CHAIN_EVENTS.settings()))))
                .isInstanceOf(WrongTopic.class)
                .hasMessage(name + " has retention.ms=1000 and needs -1");
    }

    private Map<String, String> settings(Topic topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        return admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(java.util.stream.Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
    }
}
