package io.amser.eventlog.projection;

import static io.amser.devstack.server.TestServers.unique;
import static io.amser.eventlog.SampleEvents.CHAIN;
import static io.amser.eventlog.SampleEvents.head;
import static io.amser.eventlog.SampleEvents.pause;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.server.TestServers;
import io.amser.eventlog.EmptyLog;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.publishing.LogPublisher;
import io.amser.eventlog.publishing.LogTransaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicas come, stall, lose partitions and die at any moment. */
class RandomFailuresIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MOST_REPLICAS = EmptyLog.PARTITIONS + 1;
    private static final int MODULES = 9;
    private static final int STEPS = 80;

    private final Map<String, Object> kafka = EmptyLog.on(TestServers.kafka());
    private final String group = unique("ledger");
    private final List<Stalling> replicas = new ArrayList<>();
    private int published;

    /** A replica that may fall behind with what it has polled. */
    private record Stalling(Replica replica, Queue<ConsumerRecords<byte[], byte[]>> polled) {
        void poll() {
            polled.add(replica.pollOnce());
        }

        void applyOne() {
            var oldest = polled.poll();
            if (oldest != null) {
                replica.apply(oldest).await().atMost(SOON);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void every_record_is_applied_once_and_in_the_order_of_its_module(long seed) {
        try (var ledger = new Ledger(TestServers.freshDatabase("ledger"))) {
            var random = new Random(seed);
            for (var step = 0; step < STEPS; step++) {
                step(random, ledger);
            }
            replicas.forEach(stalling -> stalling.replica().close());
            try (var last = new Replica(kafka, ledger, group)) {
                last.applyAll();
            }

            assertThat(ledger.applied()).hasSize(published);
            for (var module = 0; module < MODULES; module++) {
                var expected = ids(module);
                assertThat(ledger.applied().stream().filter(expected::contains).toList())
                        .isEqualTo(expected);
            }
        }
    }

    private void step(Random random, Ledger ledger) {
        switch (random.nextInt(10)) {
            case 0 -> start(ledger);
            case 1 -> kill(random);
            case 2, 3 -> publish(random.nextInt(1, 60));
            case 4, 5, 6 -> replicas.forEach(Stalling::poll);
            default ->
                replicas.forEach(stalling -> {
                    if (random.nextInt(3) > 0) {
                        stalling.applyOne();
                    }
                });
        }
    }

    private void start(Ledger ledger) {
        if (replicas.size() < MOST_REPLICAS) {
            replicas.add(new Stalling(new Replica(kafka, ledger, group), new ArrayDeque<>()));
        }
    }

    private void kill(Random random) {
        if (!replicas.isEmpty()) {
            replicas.remove(random.nextInt(replicas.size())).replica().close();
        }
    }

    private void publish(int count) {
        var events = IntStream.range(published, published + count)
                .mapToObj(number -> PublishedEvent.of(pause(number % MODULES, number)))
                .toList();
        try (var publisher = LogPublisher.open(kafka, CHAIN, InstantSource.system())) {
            publisher.publish(new LogTransaction(events, head(1), List.of()));
        }
        published += count;
    }

    private List<String> ids(int module) {
        return IntStream.range(0, published)
                .filter(number -> number % MODULES == module)
                .mapToObj(number -> PublishedEvent.of(pause(module, number)).recordId())
                .toList();
    }
}
