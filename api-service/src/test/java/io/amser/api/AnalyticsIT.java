package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.amser.protocol.FailCode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Figures are those of the fold, by the chain's time. */
@QuarkusTest
@OnTestServers
class AnalyticsIT {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void counts_subscribers_by_what_they_are_now() {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.goTo(TestChain.at("2026-05-01T00:00:00Z"));
        var lapsing = TestChain.newAddress();
        TestChain.publish(
                merchant.deployed(),
                merchant.planCreated(1),
                merchant.subscribed(1, lapsing, 1),
                merchant.charged(1, lapsing, 0));
        TestChain.pass(TestMerchant.MONTH.plus(TestMerchant.GRACE).plus(DAY));
        var paying = TestChain.newAddress();
        var blocked = TestChain.newAddress();
        var leaving = TestChain.newAddress();
        TestChain.publish(
                merchant.subscribed(2, paying, 1),
                merchant.charged(2, paying, 0),
                merchant.subscribed(3, TestChain.newAddress(), 1),
                merchant.subscribed(4, blocked, 1),
                merchant.blocked(blocked),
                merchant.subscribed(5, leaving, 1),
                merchant.cancelled(5, leaving));

        var analytics = analytics(merchant, "");

        assertThat(analytics.path("since").asText()).isEqualTo("2026-05-05T00:00:00.000Z");
        assertThat(analytics.path("subscribers").toString()).isEqualTo(ApiCaller.compact("""
                {"active": 1, "pending": 1, "paused": 0, "lapsed": 1, "cancelled": 1, "blocked": 1, "new": 4, "churned": 1}
                """));
        assertThat(analytics.path("mrr").toString()).isEqualTo(ApiCaller.compact("""
                [{"token_address": "%s", "token_symbol": "USDC", "token_decimals": 6, "amount": "10000000"}]
                """.formatted(merchant.token())));
        assertThat(analytics(merchant, "?since=2026-06-04T00:00:00Z")
                        .at("/subscribers/churned")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void sums_up_days() {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.goTo(TestChain.at("2026-05-01T23:59:59Z"));
        var subscriber = TestChain.newAddress();
        TestChain.publish(
                merchant.deployed(),
                merchant.planCreated(1),
                merchant.subscribed(1, subscriber, 1),
                merchant.failed(1, 0, FailCode.TRANSFER_FAILED),
                merchant.failed(1, 0, FailCode.INSUFFICIENT_ALLOWANCE),
                merchant.charged(1, subscriber, 0));
        TestChain.pass(Duration.ofSeconds(1));
        var retracted = merchant.charged(1, subscriber, 1);
        TestChain.publish(retracted);

        var days = analytics(merchant, "").path("days");

        assertThat(days.get(0).toString()).isEqualTo(ApiCaller.compact("""
                {
                "date": "2026-05-01",
                "charges": 1,
                "failures": 2,
                "failure_rate": 0.6666666666666666,
                "charged": [
                {"token_address": "%s", "token_symbol": "USDC", "token_decimals": 6, "amount": "10000000"}
                ],
                "reasons": [
                {"reason": "InsufficientAllowance", "failures": 1},
                {"reason": "TransferFailed", "failures": 1}
                ]
                }
                """.formatted(merchant.token())));
        assertThat(days).hasSize(2);
        assertThat(days.at("/1/date").asText()).isEqualTo("2026-05-02");
        assertThat(analytics(merchant, "?since=2026-05-02T00:00:00Z").path("days"))
                .hasSize(1);

        TestChain.retract(retracted);
        assertThat(analytics(merchant, "").path("days")).hasSize(1);
    }

    @Test
    void looks_back_a_year_at_most() {
        TestChain.goTo(TestChain.at("2026-05-01T00:00:00Z"));
        TestChain.publish();

        var answer = ApiCaller.getAsMerchant("/v0/analytics/" + TestChain.newAddress() + "?since=0");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(ApiCaller.json(answer).path("parameter").asText()).isEqualTo("since");
    }

    private static JsonNode analytics(TestMerchant merchant, String query) {
        return ApiCaller.json(ApiCaller.getAsMerchant("/v0/analytics/" + merchant.wallet() + query));
    }
}
