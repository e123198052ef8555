package io.amser.eventlog.topic;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
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
        topics.forEach(topic -> check(topic, size));
    }

    private void create(TopicSize size, Collection<Topic> topics) {
        var created = admin.createTopics(
                        topics.stream().map(topic -> newTopic(topic, size)).toList())
                .values();
        created.values().forEach(Topics::awaitUnlessThere);
        awaitLeaders(created.keySet());
    }

    private static void awaitUnlessThere(KafkaFuture<Void> creation) {
        try {
            await(creation);
        } catch (TopicExistsException e) {
            // Another replica, or an earlier start, was first.
        }
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
            throw new InterruptException(e);
        }
    }

    private static NewTopic newTopic(Topic topic, TopicSize size) {
        var settings = new TreeMap<>(topic.settings());
        settings.put("min.insync.replicas", String.valueOf(size.inSync()));
        return new NewTopic(topic.name(), size.partitions(), (short) size.replicas()).configs(settings);
    }

    private void check(Topic topic, TopicSize size) {
        var partitions = partitions(topic);
        if (partitions != size.partitions()) {
            throw new WrongTopic(topic.name() + " has " + partitions + " partitions, amser.log.partitions says "
                    + size.partitions() + ": a change would break the order of its records");
        }
        var found = settings(topic);
        topic.settings().forEach((setting, wanted) -> {
            if (DECISIVE.contains(setting) && !wanted.equals(found.get(setting))) {
                throw new WrongTopic(
                        topic.name() + " has " + setting + "=" + found.get(setting) + " and needs " + wanted);
            }
        });
    }

    private int partitions(Topic topic) {
        return await(admin.describeTopics(List.of(topic.name())).allTopicNames()).values().stream()
                .mapToInt(description -> description.partitions().size())
                .sum();
    }

    private Map<String, String> settings(Topic topic) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        return await(admin.describeConfigs(List.of(resource)).all()).values().stream()
                .flatMap(config -> config.entries().stream())
                .filter(entry -> DECISIVE.contains(entry.name()))
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        }
    }
}
