package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.amser.devstack.process.Readiness;
import io.amser.protocol.Address;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a check answers beyond the documented examples. */
@QuarkusTest
@OnTestServers
class CheckIT {
    private static final Address SUBSCRIBER = new Address("0x" + "e".repeat(40));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void names_a_plan_once_however_often_it_is_asked() throws IOException {
        var merchant = paid();

        try (var rpc = RpcStandIn.whereActive(1)) {
            var answer = ApiCaller.json(check(merchant, "plan_ids=1,1&mode=both"));

            assertThat(answer.path("plan_ids").toString()).isEqualTo("[\"1\"]");
            assertThat(answer.at("/indexed/matching_plan_ids").toString()).isEqualTo("[\"1\"]");
            assertThat(answer.at("/onchain/method").asText()).isEqualTo("isActive");
            assertThat(rpc.asked()).hasSize(1);
        }
    }

    @Test
    void knows_plans_that_nobody_made_to_authorize_nobody() {
        var merchant = paid();
        var fifty = IntStream.rangeClosed(2, 50).mapToObj(Integer::toString).collect(Collectors.joining(","));

        var unknown = ApiCaller.json(check(merchant, "plan_ids=" + fifty + ",4294967295"));
        var withOneThatIsPaid = ApiCaller.json(check(merchant, "plan_ids=" + fifty + ",1"));

        assertThat(unknown.path("authorized").asBoolean(true)).isFalse();
        assertThat(unknown.at("/indexed/details")).isEmpty();
        assertThat(unknown.path("plan_ids")).hasSize(50);
        assertThat(withOneThatIsPaid.path("authorized").asBoolean()).isTrue();
    }

    @Test
    void asks_the_chain_where_the_index_is_older_than_the_caller_bears() throws IOException {
        var merchant = paid();

        assertThat(mode(check(merchant, "plan_ids=1&max_staleness=3600"))).isEqualTo("indexed");
        try (var rpc = RpcStandIn.whereActive(1)) {
            assertThat(Readiness.isReadyWithin(
                            PATIENCE,
                            () -> mode(check(merchant, "plan_ids=1&max_staleness=0"))
                                    .equals("onchain")))
                    .isTrue();
            var answer = ApiCaller.json(check(merchant, "plan_ids=1&max_staleness=0"));
            assertThat(answer.at("/onchain/authorized").asBoolean()).isTrue();
            assertThat(answer.has("indexed")).isFalse();
            assertThat(rpc.asked()).isNotEmpty();
        }
        assertThat(check(merchant, "plan_ids=1&max_staleness=0").statusCode()).isEqualTo(503);
    }

    @Test
    void the_chains_answer_names_the_block_that_it_rests_on() throws IOException {
        var merchant = paid();

        try (var rpc = RpcStandIn.whereActive(1)) {
            var answer = ApiCaller.json(check(merchant, "plan_ids=1&mode=onchain"));

            assertThat(answer.at("/as_of/block").asText()).isEqualTo("42");
            assertThat(answer.at("/as_of/hash").asText()).isEqualTo(RpcStandIn.BLOCK_HASH);
            assertThat(answer.at("/as_of/finality").asText()).isEqualTo("latest");
            assertThat(rpc.asked()).hasSize(1);
        }
    }

    @Test
    void believes_no_endpoint_that_has_stood_still_since_long_before_the_index() throws IOException {
        var merchant = paid();
        var longAgo = TestChain.time().minus(Duration.ofSeconds(16));

        try (var rpc = RpcStandIn.in(longAgo, Map.of())) {
            var answer = check(merchant, "plan_ids=1&mode=onchain");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(ApiCaller.json(answer).path("code").asText()).isEqualTo("chain_unavailable");
            assertThat(rpc.asked()).isEmpty();
        }
    }

    @Test
    void asks_no_chain_about_a_module_that_it_does_not_know() throws IOException {
        var stranger = TestMerchant.unknownSoFar();
        TestChain.publish();

        try (var rpc = RpcStandIn.whereActive(1)) {
            for (var mode : new String[] {"indexed", "onchain", "both"}) {
                var answer = check(stranger, "plan_ids=1&mode=" + mode);
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(ApiCaller.json(answer).path("code").asText()).isEqualTo("unknown_module");
            }
            assertThat(rpc.asked()).isEmpty();
        }
    }

    @Test
    void is_not_sent_again_while_it_stays_the_same() {
        var merchant = paid();
        var first = check(merchant, "plan_ids=1");
        var tag = first.headers().firstValue("ETag").orElseThrow();
        var later = TestChain.publish();

        var again = check(merchant, "plan_ids=1", "\"other\", " + tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).hasValue(tag);
        assertThat(again.headers().firstValue("X-Indexed-Block"))
                .hasValue(later.number().toString());

        TestChain.publish(merchant.blocked(SUBSCRIBER));
        var changed = check(merchant, "plan_ids=1", tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(authorized(changed)).isFalse();
    }

    @Test
    void is_sent_again_where_time_alone_changed_it() {
        var merchant = paid();
        var tag = check(merchant, "plan_ids=1").headers().firstValue("ETag").orElseThrow();

        TestChain.pass(TestMerchant.MONTH.plus(TestMerchant.GRACE).plusSeconds(1));
        TestChain.publish();

        assertThat(check(merchant, "plan_ids=1", tag).statusCode()).isEqualTo(200);
    }

    private static TestMerchant paid() {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.publish(
                merchant.deployed(),
                merchant.planCreated(1),
                merchant.subscribed(1, SUBSCRIBER, 1),
                merchant.charged(1, SUBSCRIBER, 0));
        return merchant;
    }

    private static String mode(HttpResponse<String> answer) {
        return ApiCaller.json(answer).path("mode").asText();
    }

    private static boolean authorized(HttpResponse<String> answer) {
        JsonNode json = ApiCaller.json(answer);
        return json.path("authorized").asBoolean(true);
    }

    private static HttpResponse<String> check(TestMerchant merchant, String query) {
        return check(merchant, query, "\"none\"");
    }

    private static HttpResponse<String> check(TestMerchant merchant, String query, String ifNoneMatch) {
        return ApiCaller.send(ApiCaller.request(
                        "/v0/auth/check?module_address=" + merchant.module() + "&wallet=" + SUBSCRIBER + "&" + query)
                .header("If-None-Match", ifNoneMatch)
                .GET());
    }
}
