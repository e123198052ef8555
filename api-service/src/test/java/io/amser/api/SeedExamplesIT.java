package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.Address;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.event.ChainEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The documented examples, to the letter: names, their order, types and nulls. */
@QuarkusTest
@OnTestServers
class SeedExamplesIT {
    private static final Address SUBSCRIBER = new Address("0x" + "1".repeat(40));

    private static final TestMerchant MERCHANT = new TestMerchant(
            new Address("0x" + "2".repeat(40)),
            new Address("0xabcdef1234567890abcdef1234567890abcdef12"),
            new Address("0x" + "3".repeat(40)),
            new Address("0x036cbd53842c5426634e7929541ec2318f3dcf7e"));

    private static final String ALLOCATION =
            DeterministicIds.allocation(TestChain.ID, MERCHANT.subscription(1)).toString();
    private static final String PLAN =
            DeterministicIds.plan(TestChain.ID, MERCHANT.plan(1)).toString();

    private static boolean published;

    @Inject
    Pool db;

    @BeforeEach
    void publishOnce() {
        if (!published) {
            published = true;
            publish();
        }
        TestChain.goTo(TestChain.at("2026-03-15T00:00:00Z"));
        TestChain.publish();
    }

    private void publish() {
        var events = new ArrayList<ChainEvent>();
        TestChain.goTo(TestChain.at("2026-01-15T12:00:00Z"));
        events.add(MERCHANT.deployed());
        events.add(MERCHANT.planCreated(1));
        events.add(MERCHANT.planCreated(2));
        TestChain.publish(events.toArray(ChainEvent[]::new));
        TestChain.goTo(TestChain.at("2026-01-01T00:00:00Z"));
        TestChain.publish(
                MERCHANT.subscribed(1, SUBSCRIBER, 1),
                MERCHANT.allowed(SUBSCRIBER, TestChain.at("2025-04-01T00:00:00Z")));
        TestChain.goTo(TestChain.at("2026-03-02T00:00:00Z"));
        TestChain.publish(
                MERCHANT.charged(1, SUBSCRIBER, 0, TokenAmount.of(5_000_000)),
                MERCHANT.charged(1, SUBSCRIBER, 1, TokenAmount.of(3_000_000)),
                MERCHANT.charged(1, SUBSCRIBER, 2, TokenAmount.of(2_000_000)));
        db.preparedQuery("INSERT INTO plan_metadata VALUES ($1, 1, 'Pro Plan', 'Monthly pro subscription', $2)")
                .executeAndAwait(Tuple.of(
                        MERCHANT.module().value(),
                        MERCHANT.planCreated(1).metadataHash().value()));
    }

    @Test
    void plans_of_a_merchant() {
        var answer = ApiCaller.getAsMerchant("/v0/plans/" + MERCHANT.wallet());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(ApiCaller.elements(answer).getFirst().toString()).isEqualTo(ApiCaller.compact("""
                {
                "plan_id_on_chain": "1",
                "module_address": "0xabcdef1234567890abcdef1234567890abcdef12",
                "merchant_address": "0x2222222222222222222222222222222222222222",
                "token_address": "0x036cbd53842c5426634e7929541ec2318f3dcf7e",
                "price": "10000000",
                "token_decimals": 6,
                "token_symbol": "USDC",
                "billing_interval": "2592000",
                "grant_amount": "0",
                "name": "Pro Plan",
                "description": "Monthly pro subscription",
                "active": true,
                "created_at": "2026-01-15T12:00:00.000Z",
                "metadata_verified": true
                }
                """));
    }

    @Test
    void a_plan_without_a_name_says_null() {
        var plans = ApiCaller.elements(ApiCaller.get("/v0/modules/" + MERCHANT.module() + "/plans"));

        assertThat(plans).hasSize(2);
        assertThat(plans.get(1).toString())
                .contains("\"name\":null,\"description\":null,")
                .endsWith("\"metadata_verified\":false}");
    }

    @Test
    void one_plan_is_an_element_of_the_list_with_its_as_of() {
        var element = ApiCaller.elements(ApiCaller.getAsMerchant("/v0/plans/" + MERCHANT.wallet()))
                .getFirst()
                .toString();
        var one =
                ApiCaller.getAsMerchant("/v0/plans/" + MERCHANT.wallet() + "/1").body();

        assertThat(one).startsWith(element.substring(0, element.length() - 1) + ",\"as_of\":{\"block\":\"");
    }

    @Test
    void subscriptions_of_a_merchant() {
        var answer = ApiCaller.getAsMerchant("/v0/subscriptions/" + MERCHANT.wallet() + "?chain_id=31337");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(ApiCaller.compact("""
                [
                {
                "allocation_id": "%s",
                "on_chain_id": "1",
                "module_address": "0xabcdef1234567890abcdef1234567890abcdef12",
                "user_address": "0x1111111111111111111111111111111111111111",
                "plan_id": "%s",
                "status": "ACTIVE",
                "total_spent": "10000000",
                "times_executed": 3,
                "next_charge_date": "2026-04-01T00:00:00.000Z",
                "expires_at": "1743465600",
                "remaining_executions": null,
                "created_at": "2026-01-01T00:00:00.000Z",
                "is_blocked": false
                }
                ]
                """.formatted(ALLOCATION, PLAN)));
    }

    @Test
    void one_subscription_is_an_element_of_the_list_with_its_as_of() {
        var list = ApiCaller.getAsMerchant("/v0/subscriptions/" + MERCHANT.wallet())
                .body();
        var one = ApiCaller.getAsMerchant("/v0/subscriptions/" + MERCHANT.wallet() + "/1")
                .body();

        assertThat(one).startsWith(list.substring(1, list.length() - 2) + ",\"as_of\":{\"block\":\"");
    }

    @Test
    void a_check_in_the_index() {
        assertThat(check("plan_ids=1&mode=indexed")).isEqualTo(ApiCaller.compact("""
                {
                "authorized": true,
                "mode": "indexed",
                "wallet": "0x1111111111111111111111111111111111111111",
                "module_address": "0xabcdef1234567890abcdef1234567890abcdef12",
                "chain_id": 31337,
                "plan_ids": ["1"],
                "indexed": {
                "authorized": true,
                "matching_plan_ids": ["1"],
                "details": [
                {
                "allocation_id": "%s",
                "plan_id_on_chain": "1",
                "status": "ACTIVE",
                "next_charge_date": "2026-04-01T00:00:00.000Z",
                "times_executed": 3
                }
                ]
                }
                }
                """.formatted(ALLOCATION)));
    }

    @Test
    void a_check_on_chain() throws IOException {
        try (var rpc = RpcStandIn.whereActive(1)) {
            assertThat(check("plan_ids=1&mode=onchain")).isEqualTo(ApiCaller.compact("""
                    {
                    "authorized": true,
                    "mode": "onchain",
                    "wallet": "0x1111111111111111111111111111111111111111",
                    "module_address": "0xabcdef1234567890abcdef1234567890abcdef12",
                    "chain_id": 31337,
                    "plan_ids": ["1"],
                    "onchain": {
                    "authorized": true,
                    "method": "isActive"
                    }
                    }
                    """));
            assertThat(rpc.asked()).hasSize(1);
        }
    }

    @Test
    void a_check_in_both() throws IOException {
        try (var rpc = RpcStandIn.whereActive(1)) {
            assertThat(check("plan_ids=1,2&mode=both")).isEqualTo(ApiCaller.compact("""
                    {
                    "authorized": true,
                    "mode": "both",
                    "wallet": "0x1111111111111111111111111111111111111111",
                    "module_address": "0xabcdef1234567890abcdef1234567890abcdef12",
                    "chain_id": 31337,
                    "plan_ids": ["1", "2"],
                    "indexed": {
                    "authorized": true,
                    "matching_plan_ids": ["1"],
                    "details": [
                    {
                    "allocation_id": "%s",
                    "plan_id_on_chain": "1",
                    "status": "ACTIVE",
                    "next_charge_date": "2026-04-01T00:00:00.000Z",
                    "times_executed": 3
                    }
                    ]
                    },
                    "onchain": {
                    "authorized": true,
                    "method": "isActiveAny"
                    }
                    }
                    """.formatted(ALLOCATION)));
            assertThat(rpc.asked()).hasSize(1);
        }
    }

    /** The answer without its {@code as_of}, which the documented examples do not have. */
    private static String check(String query) {
        var answer = ApiCaller.get("/v0/auth/check?module_address="
                + MERCHANT.module().checksummed() + "&wallet=" + SUBSCRIBER + "&" + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).containsOnlyOnce(",\"as_of\":{\"block\":\"");
        return answer.body().replaceFirst(",\"as_of\":\\{[^}]*}", "");
    }
}
