package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.amser.devstack.process.Readiness;
import io.amser.protocol.Address;
import io.amser.protocol.FailCode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** How the platform fares, for anyone. */
@QuarkusTest
@OnTestServers
class StatusIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void has_these_fields() {
        TestChain.publish();

        var status = status();

        assertThat(names(status)).containsExactly("chains", "log");
        assertThat(names(status.at("/chains/0")))
                .containsExactly(
                        "chain_id",
                        "head",
                        "safe_block",
                        "finalized_block",
                        "indexed",
                        "lag_blocks",
                        "lag_seconds",
                        "keeper_backlog",
                        "charging");
        assertThat(names(status.at("/chains/0/head"))).containsExactly("number", "hash", "timestamp");
        assertThat(names(awaited(it -> it.at("/chains/0/keeper_backlog").isObject())
                        .at("/chains/0/keeper_backlog")))
                .containsExactly("due", "oldest_due_at", "failing");
        assertThat(names(status.path("log"))).containsExactly("available", "consumers");
    }

    @Test
    void names_head_and_indexed_block() {
        var head = TestChain.publish();

        var chain = status().at("/chains/0");

        assertThat(chain.path("chain_id").asLong()).isEqualTo(31_337);
        assertThat(chain.at("/head/number").textValue()).isEqualTo(head.number().toString());
        assertThat(chain.path("safe_block").textValue()).isEqualTo(head.safe().toString());
        assertThat(chain.path("finalized_block").textValue())
                .isEqualTo(head.finalized().toString());
        assertThat(chain.at("/indexed/timestamp").asText())
                .isEqualTo(head.timestamp().iso());
        assertThat(chain.path("lag_blocks").asLong(-1)).isZero();
        assertThat(chain.path("lag_seconds").asLong(-1)).isBetween(0L, 20L);
    }

    @Test
    void counts_what_is_due_and_what_fails() {
        TestChain.goTo(TestChain.at("2031-01-01T00:00:00Z"));
        var merchant = TestMerchant.unknownSoFar();
        TestChain.publish(
                merchant.deployed(),
                merchant.planCreated(1),
                merchant.subscribed(1, new Address("0x" + "1".repeat(40)), 1),
                merchant.subscribed(2, new Address("0x" + "2".repeat(40)), 1),
                merchant.failed(2, 0, FailCode.INSUFFICIENT_ALLOWANCE));

        var backlog = awaited(it ->
                        it.at("/chains/0/keeper_backlog/oldest_due_at").asText().equals("2031-01-01T00:00:00.000Z"))
                .at("/chains/0/keeper_backlog");

        assertThat(backlog.path("due").asLong()).isEqualTo(1);
        assertThat(backlog.path("failing").asLong()).isEqualTo(1);

        TestChain.pass(Duration.ofHours(1));
        TestChain.publish();
        assertThat(Readiness.isReadyWithin(PATIENCE, () -> dueAge() == 3_600))
                .as("the metric of how long it has waited")
                .isTrue();
    }

    private static double dueAge() {
        return ApiCaller.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("amser_api_due_age_seconds"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void tells_who_has_applied_the_log_and_who_has_not() {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.publish(merchant.deployed(), merchant.planCreated(1));

        var consumers = awaited(it -> it.at("/log/available").asBoolean()
                        && lag(it, "api-service") == 0
                        && lag(it, "keeper-service") >= 2)
                .at("/log/consumers");

        assertThat(StreamSupport.stream(consumers.spliterator(), false)
                        .map(it -> it.path("service").asText()))
                .containsExactly("api-service", "keeper-service", "webhook-service", "discord-service");
    }

    @Test
    void tells_how_fast_charges_are_while_the_keeper_does() throws Exception {
        try (var keeper = ServiceBehind.keeper().saying("""
                {"key": "0x1", "balance_wei": "7", "charging": {"charges": 3, "on_time": 1.0,
                 "due_to_sent": {"p50": 1, "p95": 2, "p99": 3}, "sent_to_included": {"p50": 2, "p95": 2, "p99": 2},
                 "due_to_included": {"p50": 3, "p95": 4, "p99": 5}, "included_to_final": null, "new": 1}}""")) {
            var charging = awaited(it -> it.at("/chains/0/charging").isObject()).at("/chains/0/charging");

            assertThat(names(charging))
                    .containsExactly(
                            "charges",
                            "on_time",
                            "due_to_sent",
                            "sent_to_included",
                            "due_to_included",
                            "included_to_final");
            assertThat(charging.at("/due_to_included/p99").asLong()).isEqualTo(5);
            assertThat(status().toString()).doesNotContain("balance_wei");
            var asked = keeper.asked();
            assertThat(asked.uri()).isEqualTo("/keeper/status");
            assertThat(asked.header("Authorization")).startsWith("Bearer ey");

            keeper.hanging();
            assertThat(awaited(it -> it.at("/chains/0/charging").isNull())
                            .at("/log/available")
                            .asBoolean())
                    .isTrue();
        }
    }

    private static long lag(JsonNode status, String service) {
        return StreamSupport.stream(status.at("/log/consumers").spliterator(), false)
                .filter(it -> it.path("service").asText().equals(service))
                .map(it -> it.path("lag_records").asLong())
                .findFirst()
                .orElse(-1L);
    }

    /** Parts of the answer are some seconds old, and a service tells Kafka after its own commit. */
    private static JsonNode awaited(Predicate<JsonNode> condition) {
        assertThat(Readiness.isReadyWithin(PATIENCE, () -> condition.test(status())))
                .as(status().toString())
                .isTrue();
        return status();
    }

    private static JsonNode status() {
        return ApiCaller.json(ApiCaller.get("/v0/status"));
    }

    private static Stream<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey);
    }
}
