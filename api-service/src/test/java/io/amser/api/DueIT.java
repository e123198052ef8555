package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.amser.protocol.event.ChainEvent.Paused;
import io.amser.protocol.event.ChainEvent.Unpaused;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Anyone may know what a keeper could charge. */
@QuarkusTest
@OnTestServers
class DueIT {
    @Test
    void lists_what_is_due_until_it_is_charged() {
        var merchant = TestMerchant.unknownSoFar();
        var subscriber = TestChain.newAddress();
        TestChain.publish(merchant.deployed(), merchant.planCreated(1), merchant.subscribed(1, subscriber, 1));
        var since = TestChain.time();

        assertThat(due(merchant)).singleElement().hasToString(ApiCaller.compact("""
                {
                "module_address": "%s",
                "on_chain_id": "1",
                "due_at": "%s",
                "window_closes_at": "%s"
                }
                """.formatted(
                merchant.module(), since.iso(), since.plus(TestMerchant.MONTH).iso())));

        TestChain.publish(merchant.charged(1, subscriber, 0));
        assertThat(due(merchant)).isEmpty();
        TestChain.pass(TestMerchant.MONTH);
        TestChain.publish();
        assertThat(due(merchant)).hasSize(1);
        TestChain.pass(TestMerchant.MONTH.plusSeconds(1));
        TestChain.publish();
        assertThat(due(merchant)).isEmpty();
    }

    @Test
    void lists_nothing_that_a_pause_of_the_processor_stops_and_then_for_longer() {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.publish(
                merchant.deployed(), merchant.planCreated(1), merchant.subscribed(1, TestChain.newAddress(), 1));
        var processor = merchant.processor();
        TestChain.publish(new Paused(TestChain.origin(processor, null, null), TestChain.time()));
        assertThat(due(merchant)).isEmpty();

        TestChain.pass(Duration.ofDays(10));
        var resumed = TestChain.time();
        TestChain.publish(new Unpaused(TestChain.origin(processor, null, null), resumed));

        assertThat(due(merchant))
                .singleElement()
                .satisfies(due -> assertThat(due.path("window_closes_at").asText())
                        .isEqualTo(resumed.plus(TestMerchant.MONTH).iso()));
    }

    @Test
    void lists_the_oldest_first_page_by_page() {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.publish(
                merchant.deployed(), merchant.planCreated(1), merchant.subscribed(1, TestChain.newAddress(), 1));
        TestChain.pass(Duration.ofHours(1));
        TestChain.publish(merchant.subscribed(2, TestChain.newAddress(), 1));

        var whole = ApiCaller.elements(ApiCaller.get("/v0/due"));
        var first = ApiCaller.get("/v0/due?limit=" + (whole.size() - 1));
        var link = first.headers().firstValue("Link").orElseThrow();
        var second = ApiCaller.get(link.substring(1, link.indexOf('>')));

        assertThat(whole)
                .isSortedAccordingTo((a, b) ->
                        a.path("due_at").asText().compareTo(b.path("due_at").asText()));
        assertThat(ApiCaller.elements(first)).isEqualTo(whole.subList(0, whole.size() - 1));
        assertThat(ApiCaller.elements(second)).containsExactly(whole.getLast());
    }

    private static List<JsonNode> due(TestMerchant merchant) {
        return ApiCaller.elements(ApiCaller.get("/v0/due")).stream()
                .filter(due -> due.path("module_address")
                        .asText()
                        .equals(merchant.module().value()))
                .toList();
    }
}
