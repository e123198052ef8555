package io.amser.eventlog.topic;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates topics, and checks those that are there: a wrong one would lose the log or its order. */
public final class Topics {
    private static final List<String> DECISIVE = List.of("cleanup.policy", "retention.ms", "retention.bytes");

    private final Admin admin;

    public Topics(Admin admin) {
        this.admin = admin;
    }

    /** Creates what is missing; fails with a sentence if a topic is there that has another shape. */
    public void ensure(TopicSize size, Collection<Topic> topics) {
        create(size, topics);
        var names = topics.stream().map(Topic::name).toList();
        var found = await(admin.describeTopics(names).allTopicNames());
        var configs = configs(names);
        topics.forEach(topic -> check(topic, size, found, configs));
    }

    private void create(TopicSize size, Collection<Topic> topics) {
        var created = admin.createTopics(
                        topics.stream().map(topic -> newTopic(topic, size)).toList(), new CreateTopicsOptions())
                .values();
        created.forEach((name, creation) -> {
            try {
                await(creation);
            } catch (TopicExistsException e) {
                // Another replica, or an earlier start, was first.
            }
        });
        awaitLeaders(created.keySet());
    }

    /** A topic can be described a moment after its creation was acknowledged, not at once. */
    private void awaitLeaders(Collection<String> names) {
        for (var attempt = 1; ; attempt++) {
            try {
                await(admin.describeTopics(names).allTopicNames());
                return;
            } catch (UnknownTopicOrPartitionException e) {
                if (attempt == 50) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }

    private static NewTopic newTopic(Topic topic, TopicSize size) {
        var settings = new TreeMap<>(topic.settings());
        settings.put("min.insync.replicas", String.valueOf(size.inSync()));
        return new NewTopic(topic.name(), size.partitions(), (short) size.replicas()).configs(settings);
    }

    private Map<String, Config> configs(Collection<String> names) {
        var resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        return await(admin.describeConfigs(resources).all()).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }

    private static void check(
            Topic topic, TopicSize size, Map<String, TopicDescription> found, Map<String, Config> configs) {
        var partitions = found.get(topic.name()).partitions().size();
        if (partitions != size.partitions()) {
            throw new WrongTopic(topic.name() + " has " + partitions + " partitions, amser.log.partitions says "
                    + size.partitions() + ": a change would break the order of its records");
        }
        var config = configs.get(topic.name());
        DECISIVE.stream()
                .filter(topic.settings()::containsKey)
                .filter(setting -> !topic.settings().get(setting).equals(config.get(setting).value()))
                .findFirst()
                .ifPresent(setting -> {
                    throw new WrongTopic(topic.name() + " has " + setting + "=" + config.get(setting).value()
                            + " and needs " + topic.settings().get(setting));
                });
    }

    static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        }
    }
}
