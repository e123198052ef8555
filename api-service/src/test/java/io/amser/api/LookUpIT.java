package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.Address;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TokenKind;
import io.amser.protocol.TokenPolicy;
import io.amser.protocol.event.ChainEvent.TokenPolicySet;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is not there is said to be unknown, by its own code. */
@QuarkusTest
@OnTestServers
class LookUpIT {
    @Test
    void unknown_things_have_codes_of_their_own() {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.publish(merchant.deployed(), merchant.planCreated(1));
        var stranger = TestChain.newAddress();

        assertThat(code("/v0/plans/" + merchant.wallet() + "/9")).isEqualTo("unknown_plan");
        assertThat(code("/v0/plans/" + stranger + "/1")).isEqualTo("unknown_module");
        assertThat(code("/v0/plans/" + stranger + "/1?module_address=" + merchant.module()))
                .isEqualTo("unknown_module");
        assertThat(code("/v0/subscriptions/" + merchant.wallet() + "/" + "9".repeat(77)))
                .isEqualTo("unknown_subscription");
        assertThat(code("/v0/modules/" + stranger + "/plans")).isEqualTo("unknown_module");
        assertThat(code("/v0/subscriptions/" + merchant.wallet() + "/9/explain"))
                .isEqualTo("unknown_subscription");
        assertThat(code("/v0/credits/" + merchant.wallet() + "/1")).isEqualTo("unknown_envelope");
        assertThat(code("/v0/tokens/" + stranger)).isEqualTo("unknown_token");
        assertThat(code("/v0/plans/" + merchant.wallet() + "?chain_id=1")).isEqualTo("unknown_chain");
        assertThat(code("/v0/auth/check?mode=onchain&plan_ids=1&wallet=" + stranger + "&module_address=" + stranger))
                .isEqualTo("unknown_module");
    }

    @Test
    void nobody_has_credits() {
        TestChain.publish();

        var answer = ApiCaller.getAsMerchant("/v0/credits/" + TestChain.newAddress());

        assertThat(answer.body()).isEqualTo("[]");
        assertThat(answer.headers().firstValue("X-Indexed-Block")).isPresent();
    }

    @Test
    void tokens_are_listed_while_they_are_enabled() {
        var dollar = TestChain.newAddress();
        var former = TestChain.newAddress();
        TestChain.publish(policy(dollar, true), policy(former, false));

        assertThat(ApiCaller.get("/v0/tokens").body())
                .contains(
                        "{\"token_address\":\"" + dollar
                                + "\",\"enabled\":true,\"decimals\":6,\"min_per_tx\":\"1000000\",\"max_per_tx\":\"1461501637330902918203684832716283019655932542975\",\"name\":\"USD Coin\",\"symbol\":\"USDC\"}")
                .doesNotContain(former.value());
        assertThat(ApiCaller.get("/v0/tokens?include_disabled=true").body()).contains(former.value());
        assertThat(ApiCaller.json(ApiCaller.get("/v0/tokens/" + former))
                        .path("enabled")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void lists_say_in_headers_how_far_the_index_has_come() {
        var head = TestChain.publish();

        var headers = ApiCaller.get("/v0/tokens").headers();

        assertThat(headers.firstValue("X-Indexed-Block")).hasValue(head.number().toString());
        assertThat(headers.firstValue("X-Indexed-Hash")).hasValue(head.hash().value());
        assertThat(headers.firstValue("X-Indexed-Finality")).hasValue("safe");
        assertThat(headers.firstValue("X-Indexed-Lag"))
                .hasValueSatisfying(lag -> assertThat(Long.parseLong(lag)).isBetween(0L, 20L));
    }

    @Test
    void objects_say_in_as_of_how_far_the_index_has_come() {
        var token = TestChain.newAddress();
        var head = TestChain.publish(policy(token, true));

        var asOf = ApiCaller.json(ApiCaller.get("/v0/tokens/" + token)).path("as_of");

        assertThat(asOf.properties().stream().map(Map.Entry::getKey))
                .containsExactly("block", "hash", "finality", "lag");
        assertThat(asOf.path("block").textValue()).isEqualTo(head.number().toString());
        assertThat(asOf.path("hash").textValue()).isEqualTo(head.hash().value());
        assertThat(asOf.path("finality").textValue()).isEqualTo("safe");
        assertThat(asOf.path("lag").isIntegralNumber()).isTrue();
        assertThat(asOf.path("lag").asLong()).isBetween(0L, 20L);
    }

    private static String code(String path) {
        var answer = ApiCaller.getAsMerchant(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return ApiCaller.json(answer).path("code").asText();
    }

    private static TokenPolicySet policy(Address token, boolean enabled) {
        var policy = new TokenPolicy(
                enabled,
                6,
                TokenAmount.of(1_000_000),
                TokenAmount.UNLIMITED_ALLOWANCE,
                TokenKind.PERMIT,
                "USD Coin",
                "USDC");
        return new TokenPolicySet(TestChain.origin(TestChain.newAddress(), null, null), token, policy);
    }
}
