package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.projection.Poison;
import io.amser.eventlog.readmodel.IncompleteMarks;
import io.amser.protocol.Address;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A record that cannot be applied costs its subscription the index's word: answers say so, and the chain decides. */
@QuarkusTest
@OnTestServers
class LostRecordsIT {
    private static final Address SUBSCRIBER = new Address("0x" + "8".repeat(40));

    @Inject
    Pool db;

    @Test
    void are_said_in_every_answer_that_they_concern() {
        var merchant = subscribed();

        lose(merchant);

        assertThat(ApiCaller.json(ApiCaller.getAsMerchant("/v0/subscriptions/" + merchant.wallet() + "/1"))
                        .at("/as_of/incomplete")
                        .asBoolean())
                .isTrue();
        assertThat(ApiCaller.json(ApiCaller.getAsMerchant("/v0/subscriptions/" + merchant.wallet() + "/2"))
                        .path("as_of")
                        .has("incomplete"))
                .isFalse();
        assertThat(ApiCaller.getAsMerchant("/v0/subscriptions/" + merchant.wallet())
                        .headers()
                        .firstValue("X-Indexed-Incomplete"))
                .hasValue("true");
        assertThat(ApiCaller.getAsMerchant("/v0/subscriptions/" + subscribed().wallet())
                        .headers()
                        .firstValue("X-Indexed-Incomplete"))
                .isEmpty();
    }

    @Test
    void that_name_nobody_are_said_in_every_answer_and_leave_every_word_to_the_chain() throws IOException {
        var merchant = subscribed();
        var marks = new IncompleteMarks();
        marks.mark(db, new Poison(Optional.empty(), Optional.empty(), 0, 7, "no key"))
                .await()
                .indefinitely();
        try (var rpc = RpcStandIn.whereActive()) {
            assertThat(ApiCaller.json(ApiCaller.getAsMerchant("/v0/subscriptions/" + merchant.wallet() + "/2"))
                            .at("/as_of/incomplete")
                            .asBoolean())
                    .isTrue();
            assertThat(ApiCaller.json(check(merchant, "1")).path("authorized").asBoolean())
                    .isFalse();
            assertThat(rpc.asked()).hasSize(1);

            var stranger = check(TestMerchant.unknownSoFar(), "1");
            assertThat(stranger.statusCode()).isEqualTo(503);
            assertThat(ApiCaller.json(stranger).path("code").asText()).isEqualTo("index_incomplete");
            assertThat(rpc.asked()).hasSize(1);
        } finally {
            db.query("DELETE FROM incomplete WHERE module = '" + IncompleteMarks.EVERYTHING + "'")
                    .execute()
                    .await()
                    .indefinitely();
        }
    }

    @Test
    void that_may_be_a_module_s_leave_open_whether_there_is_one() {
        var merchant = TestMerchant.unknownSoFar();
        var paths = List.of(
                "/v0/modules/" + merchant.module() + "/plans",
                "/v0/plans/" + merchant.wallet() + "/1",
                "/v0/subscriptions/" + merchant.wallet() + "/1",
                "/v0/subscriptions/" + merchant.wallet() + "/1/explain?module_address=" + merchant.module());
        assertThat(paths).allSatisfy(path -> assertThat(code(path)).isEqualTo("unknown_module"));
        TestChain.publishAltered(merchant.deployed(), body -> "{\"broken");
        TestChain.publish(merchant.planCreated(1));

        try {
            assertThat(paths).allSatisfy(path -> assertThat(code(path)).isEqualTo("index_incomplete"));
        } finally {
            db.query("DELETE FROM incomplete WHERE module = '" + merchant.module() + "'")
                    .execute()
                    .await()
                    .indefinitely();
        }
    }

    private static String code(String path) {
        return ApiCaller.json(ApiCaller.getAsMerchant(path)).path("code").asText();
    }

    @Test
    void leave_the_word_to_the_chain() throws IOException {
        var merchant = subscribed();
        lose(merchant);

        try (var rpc = RpcStandIn.whereActive(1)) {
            var answer = ApiCaller.json(check(merchant, "1,2"));

            assertThat(answer.path("authorized").asBoolean()).isTrue();
            assertThat(answer.path("mode").asText()).isEqualTo("indexed");
            assertThat(answer.at("/indexed/matching_plan_ids").toString()).isEqualTo("[\"1\"]");
            assertThat(answer.at("/as_of/incomplete").asBoolean()).isTrue();
            assertThat(rpc.asked()).hasSize(1);
        }
        try (var rpc = RpcStandIn.whereActive()) {
            assertThat(ApiCaller.json(check(merchant, "1")).path("authorized").asBoolean())
                    .isFalse();
            assertThat(rpc.asked()).hasSize(1);
        }
    }

    @Test
    void are_no_reason_to_guess_while_the_chain_is_away() {
        var merchant = subscribed();
        lose(merchant);

        var answer = check(merchant, "1");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(ApiCaller.json(answer).path("code").asText()).isEqualTo("chain_unavailable");
        assertThat(check(merchant, "2").statusCode()).isEqualTo(200);
    }

    @Test
    void both_says_the_half_that_it_has() {
        var merchant = subscribed();

        var answer = ApiCaller.get(
                "/v0/auth/check?mode=both&plan_ids=1&module_address=" + merchant.module() + "&wallet=" + SUBSCRIBER);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(ApiCaller.json(answer).path("code").asText()).isEqualTo("chain_unavailable");
        assertThat(ApiCaller.json(answer).at("/indexed/authorized").isBoolean()).isTrue();
    }

    @Test
    void fields_of_tomorrow_lose_nothing() {
        var merchant = subscribed();
        TestChain.publishAltered(
                merchant.charged(1, SUBSCRIBER, 0),
                body -> body.substring(0, body.length() - 1) + ",\"of_tomorrow\":{\"a\":[1]}}");
        TestChain.publish(merchant.planCreated(3));

        var answer = ApiCaller.json(ApiCaller.getAsMerchant("/v0/subscriptions/" + merchant.wallet() + "/1"));

        assertThat(answer.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(answer.path("as_of").has("incomplete")).isFalse();
    }

    private static TestMerchant subscribed() {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.publish(
                merchant.deployed(),
                merchant.planCreated(1),
                merchant.planCreated(2),
                merchant.subscribed(1, SUBSCRIBER, 1),
                merchant.subscribed(2, SUBSCRIBER, 2));
        return merchant;
    }

    /** The first charge of the first subscription reaches nobody. */
    private static void lose(TestMerchant merchant) {
        TestChain.publishAltered(merchant.charged(1, SUBSCRIBER, 0), body -> "{\"broken");
        TestChain.publish(merchant.planCreated(3));
    }

    private static HttpResponse<String> check(TestMerchant merchant, String planIds) {
        return ApiCaller.get("/v0/auth/check?plan_ids=" + planIds + "&module_address=" + merchant.module() + "&wallet="
                + SUBSCRIBER);
    }
}
