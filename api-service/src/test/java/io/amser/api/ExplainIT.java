package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.FailCode;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TokenKind;
import io.amser.protocol.TokenPolicy;
import io.amser.protocol.call.Call;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.Permit2Calls;
import io.amser.protocol.call.ProcessorCalls;
import io.amser.protocol.call.TokenCalls;
import io.amser.protocol.event.ChainEvent.TokenPolicySet;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Why a subscription is not active, from the chain's own facts. */
@QuarkusTest
@OnTestServers
class ExplainIT {
    private static final Address PERMIT2 = new Address("0x000000000022d473030f116ddee9f6b43ac78ba3");
    private static final TokenAmount PLENTY = TokenAmount.of(1_000_000_000);

    @Test
    void names_the_empty_wallet_and_the_facts_behind_it() throws IOException {
        var merchant = TestMerchant.unknownSoFar();
        var subscriber = subscribe(merchant, 1);
        var failure = merchant.failed(1, 0, FailCode.TRANSFER_FAILED);
        TestChain.publish(failure);

        var answer = explain(merchant, facts(merchant, subscriber, TokenAmount.of(9_999_999)));

        assertThat(answer.path("status").asText()).isEqualTo("PENDING");
        assertThat(answer.path("verdict").toString()).isEqualTo(ApiCaller.compact("""
                {"who": "subscriber", "reason": "balance_low", "action": "The subscriber tops up the wallet.", "until": null}
                """));
        assertThat(answer.path("obstacles")).hasSize(1);
        assertThat(answer.at("/facts/block_number").asText()).isEqualTo("42");
        assertThat(answer.at("/facts/block_hash").asText()).isEqualTo(RpcStandIn.BLOCK_HASH);
        assertThat(answer.at("/facts/balance").asText()).isEqualTo("9999999");
        assertThat(answer.at("/facts/price").asText()).isEqualTo("10000000");
        assertThat(answer.at("/facts/quote").asText()).isEqualTo("None");
        assertThat(answer.at("/last_failure/reason").asText()).isEqualTo("TransferFailed");
        assertThat(answer.at("/last_failure/failed_at").asText())
                .isEqualTo(failure.origin().blockTime().iso());
        assertThat(answer.at("/as_of/block").isTextual()).isTrue();
    }

    @Test
    void waits_for_the_keeper_where_nothing_is_wrong() throws IOException {
        var merchant = TestMerchant.unknownSoFar();
        var subscriber = subscribe(merchant, 1);

        var answer = explain(merchant, facts(merchant, subscriber, PLENTY));

        assertThat(answer.at("/verdict/who").asText()).isEqualTo("wait");
        assertThat(answer.at("/verdict/reason").asText()).isEqualTo("charge_imminent");
        assertThat(answer.at("/verdict/until").asText())
                .isEqualTo(TestChain.time().plus(Duration.ofMinutes(10)).iso());
    }

    @Test
    void counts_what_the_wallet_owes_before() throws IOException {
        var merchant = TestMerchant.unknownSoFar();
        var subscriber = subscribe(merchant, 2);
        TestChain.pass(Duration.ofMinutes(1));
        TestChain.publish(merchant.subscribed(1, subscriber, 1));

        var answer = explain(merchant, facts(merchant, subscriber, TokenAmount.of(19_999_999)));

        assertThat(answer.at("/facts/due_before").asText()).isEqualTo("10000000");
        assertThat(answer.at("/verdict/reason").asText()).isEqualTo("balance_low");
    }

    @Test
    void does_not_count_what_nobody_will_charge() throws IOException {
        var merchant = TestMerchant.unknownSoFar();
        var subscriber = subscribe(merchant, 2);
        TestChain.pass(Duration.ofMinutes(1));
        TestChain.publish(merchant.subscribed(1, subscriber, 1), merchant.cancelled(2, subscriber));

        var answer = explain(merchant, facts(merchant, subscriber, TokenAmount.of(19_999_999)));

        assertThat(answer.at("/facts/due_before").asText()).isEqualTo("0");
        assertThat(answer.at("/verdict/reason").asText()).isEqualTo("charge_imminent");
    }

    @Test
    void believes_the_chain_where_the_index_is_behind() throws IOException {
        var merchant = TestMerchant.unknownSoFar();
        var subscriber = subscribe(merchant, 1);
        var facts = facts(merchant, subscriber, PLENTY);
        facts.put(ModuleCalls.isBlocked(merchant.module(), subscriber), List.of(true));

        var answer = explain(merchant, facts);

        assertThat(answer.path("status").asText()).isEqualTo("BLOCKED");
        assertThat(answer.at("/verdict/who").asText()).isEqualTo("merchant");
        assertThat(answer.at("/verdict/reason").asText()).isEqualTo("blocked");
    }

    @Test
    void says_nothing_where_the_chain_does_not_answer() throws IOException {
        var merchant = TestMerchant.unknownSoFar();
        subscribe(merchant, 1);

        assertThat(ask(merchant).path("code").asText()).isEqualTo("chain_unavailable");
        try (var rpc =
                RpcStandIn.in(TestChain.time(), Map.of(ModuleCalls.isBlocked(PERMIT2, PERMIT2), List.of(true)))) {
            assertThat(ask(merchant).path("code").asText()).isEqualTo("chain_unavailable");
            assertThat(rpc.asked()).isNotEmpty();
        }
    }

    static Address subscribe(TestMerchant merchant, int id) {
        var subscriber = TestChain.newAddress();
        var policy = new TokenPolicy(
                true, 6, TokenAmount.of(1), TokenAmount.UNLIMITED_ALLOWANCE, TokenKind.STANDARD, "USD Coin", "USDC");
        TestChain.publish(
                new TokenPolicySet(TestChain.origin(TestChain.newAddress(), null, null), merchant.token(), policy),
                merchant.deployed(),
                merchant.planCreated(1),
                merchant.planCreated(2),
                merchant.subscribed(id, subscriber, id));
        return subscriber;
    }

    /** The first subscription is due now; the wallet has this much. */
    static Map<Call<?>, List<Object>> facts(TestMerchant merchant, Address subscriber, TokenAmount balance) {
        var now = TestChain.time();
        var never = new ChainTime(0);
        var far = now.plus(Duration.ofDays(365));
        var key = merchant.subscription(1);
        var facts = new LinkedHashMap<Call<?>, List<Object>>();
        facts.put(
                ModuleCalls.subscription(key),
                List.of(subscriber, 1, false, false, false, unlimited(), never, now, 0, far));
        facts.put(ModuleCalls.isBlocked(merchant.module(), subscriber), List.of(false));
        facts.put(
                ModuleCalls.quoteExecution(key),
                List.of(0, subscriber, merchant.wallet(), merchant.token(), TestMerchant.TEN_DOLLARS, now, 0));
        facts.put(ProcessorCalls.pauseTimes(merchant.processor()), List.of(false, never, never));
        facts.put(TokenCalls.balanceOf(merchant.token(), subscriber), List.of(balance));
        facts.put(TokenCalls.allowance(merchant.token(), subscriber, PERMIT2), List.of(PLENTY));
        facts.put(
                Permit2Calls.allowance(PERMIT2, new AllowanceKey(merchant.processor(), subscriber, merchant.token())),
                List.of(TokenAmount.UNLIMITED_ALLOWANCE, far, 1));
        return facts;
    }

    private static TokenAmount unlimited() {
        return new TokenAmount(Executions.UNLIMITED_ON_CHAIN);
    }

    private static JsonNode explain(TestMerchant merchant, Map<Call<?>, List<Object>> facts) throws IOException {
        try (var _ = RpcStandIn.in(TestChain.time(), facts)) {
            return ask(merchant);
        }
    }

    private static JsonNode ask(TestMerchant merchant) {
        return ApiCaller.json(ApiCaller.getAsMerchant("/v0/subscriptions/" + merchant.wallet() + "/1/explain"));
    }
}
