package io.amser.eventlog.projection;

import static io.amser.eventlog.SampleEvents.CHAIN;
import static io.amser.eventlog.SampleEvents.head;
import static io.amser.eventlog.SampleEvents.pause;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.process.Readiness;
import io.amser.eventlog.Head;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.clock.ChainClock;
import io.amser.eventlog.publishing.LogPublisher;
import io.amser.eventlog.publishing.LogTransaction;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LedgerServers.class)
class LogConsumerIT {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Inject
    Pool database;

    @Inject
    ChainClock clock;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    @TestHTTPResource("/q/health/live")
    URI live;

    @TestHTTPResource("/q/health/ready")
    URI ready;

    Runnable kafkaOutage;
    Runnable databaseOutage;

    @Test
    void what_is_published_is_applied_and_the_clock_follows() throws Exception {
        var published = publish(3000);

        awaitClock(published);

        assertApplied(published);
        assertThat(clock.now()).contains(published.timestamp());
        assertThat(get(live).statusCode()).isEqualTo(200);
        assertThat(get(ready).body()).contains("\"log\"", "PostgreSQL").doesNotContain("DOWN");
        assertThat(meters.get("amser.log.batch.records").summary().totalAmount())
                .isGreaterThanOrEqualTo(3000);
        assertThat(meters.get("amser.log.lag.records").gauges()).hasSize(3).allMatch(gauge -> gauge.value() == 0);
    }

    @Test
    void kafka_hears_how_far_the_service_is() throws Exception {
        awaitClock(publish(10));

        try (var admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            await(() -> {
                var told = admin.listConsumerGroupOffsets("ledger").partitionsToOffsetAndMetadata();
                return told.toCompletionStage().toCompletableFuture().join().values().stream()
                                .mapToLong(offset -> offset.offset())
                                .sum()
                        == clock.applied().orElseThrow().endOffsets().stream()
                                .mapToLong(Long::longValue)
                                .sum();
            });
        }
    }

    @Test
    void an_outage_of_the_database_is_waited_out() throws Exception {
        awaitClock(publish(10));

        var published = publishDuring(databaseOutage);

        awaitClock(published);
        assertApplied(published);
        assertThat(get(live).statusCode()).isEqualTo(200);
    }

    @Test
    void an_outage_of_kafka_is_waited_out() throws Exception {
        awaitClock(publish(10));

        kafkaOutage.run();
        var published = publish(500);

        awaitClock(published);
        assertApplied(published);
        assertThat(get(live).statusCode()).isEqualTo(200);
    }

    private Head publishDuring(Runnable outage) throws InterruptedException {
        var outside = Thread.ofVirtual().start(outage);
        var published = publish(2000);
        outside.join();
        return published;
    }

    /** Publishes so many more events and the head behind them. */
    private Head publish(int count) {
        var first = NUMBERS.getAndAdd(count) + 1;
        var events = IntStream.range(first, first + count)
                .mapToObj(number -> PublishedEvent.of(pause(number % 7, number)))
                .toList();
        var head = head(first + count);
        try (var publisher = LogPublisher.open(Map.of("bootstrap.servers", brokers), CHAIN, InstantSource.system())) {
            publisher.publish(new LogTransaction(events, head, List.of()));
        }
        return head;
    }

    /** All events that were ever published, once each. */
    private void assertApplied(Head head) {
        var expected = IntStream.range(1, Math.toIntExact(head.number().value()))
                .mapToObj(number -> PublishedEvent.of(pause(number % 7, number)).recordId())
                .toList();
        assertThat(Ledger.column(database, "SELECT record FROM applied")).containsExactlyInAnyOrderElementsOf(expected);
    }

    private void awaitClock(Head head) {
        await(() -> clock.applied().map(applied -> applied.head().equals(head)).orElse(false));
    }

    private static void await(BooleanSupplier condition) {
        assertThat(Readiness.isReadyWithin(Duration.ofSeconds(60), condition)).isTrue();
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
