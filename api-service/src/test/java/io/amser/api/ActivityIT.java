package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.Address;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.FailCode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Activity tells every charge and failure of the canonical chain once, newest first. */
@QuarkusTest
@OnTestServers
class ActivityIT {
    private static final Address SUBSCRIBER = new Address("0x" + "6".repeat(40));

    @Test
    void tells_charges_and_failures_newest_first() {
        var merchant = subscribed();
        var charge = merchant.charged(1, SUBSCRIBER, 0);
        TestChain.publish(charge);
        TestChain.pass(Duration.ofDays(30));
        var failure = merchant.failed(1, 1, FailCode.INSUFFICIENT_ALLOWANCE);
        TestChain.publish(failure);

        var answer = ApiCaller.getAsMerchant("/v0/activity/" + merchant.wallet());

        assertThat(ApiCaller.json(answer)).hasSize(2);
        assertThat(answer.body()).isEqualTo(ApiCaller.compact("""
                [{
                "event_id": "%s",
                "allocation_id": "%s",
                "module_address": "%s",
                "tx_hash": "%s",
                "block_number": "%s",
                "type": "FAIL",
                "amount_charged": "0",
                "token_decimals": 6,
                "currency": "USDC",
                "reason": "InsufficientAllowance",
                "keeper_address": "0x9999999999999999999999999999999999999999",
                "fee_paid": "0",
                "timestamp": "%s"
                },
                {
                "event_id": "%s",
                "allocation_id": "%s",
                "module_address": "%s",
                "tx_hash": "%s",
                "block_number": "%s",
                "type": "CHARGE",
                "amount_charged": "10000000",
                "token_decimals": 6,
                "currency": "USDC",
                "reason": null,
                "keeper_address": "0x9999999999999999999999999999999999999999",
                "fee_paid": "100000",
                "timestamp": "%s"
                }]
                """.formatted(
                        failure.id(),
                        DeterministicIds.allocation(TestChain.ID, merchant.subscription(1)),
                        merchant.module(),
                        failure.origin().txHash(),
                        failure.origin().blockNumber(),
                        failure.origin().blockTime().iso(),
                        charge.id(),
                        DeterministicIds.allocation(TestChain.ID, merchant.subscription(1)),
                        merchant.module(),
                        charge.origin().txHash(),
                        charge.origin().blockNumber(),
                        charge.origin().blockTime().iso())));
    }

    @Test
    void filters() {
        var merchant = subscribed();
        var charge = merchant.charged(1, SUBSCRIBER, 0);
        TestChain.publish(charge);
        TestChain.pass(Duration.ofDays(30));
        var failure = merchant.failed(1, 1, FailCode.TRANSFER_FAILED);
        TestChain.publish(failure);
        var later = failure.origin().blockTime();

        assertThat(ids(merchant, "type=CHARGE")).containsExactly(charge.id().value());
        assertThat(ids(merchant, "type=FAIL")).containsExactly(failure.id().value());
        assertThat(ids(merchant, "type=REFILL")).isEmpty();
        assertThat(ids(merchant, "limit=1")).containsExactly(failure.id().value());
        assertThat(ids(merchant, "since=" + later.iso()))
                .containsExactly(failure.id().value());
        assertThat(ids(merchant, "since=" + later.seconds()))
                .containsExactly(failure.id().value());
        assertThat(ids(merchant, "token=" + merchant.token())).hasSize(2);
        assertThat(ids(merchant, "token=" + merchant.module())).isEmpty();
        assertThat(ids(
                        merchant,
                        "type=FAIL&since=" + later.seconds() + "&token=" + merchant.token() + "&chain_id=31337"))
                .containsExactly(failure.id().value());
        assertThat(ids(merchant, "type=CHARGE&since=" + later.seconds())).isEmpty();
        assertThat(ApiCaller.getAsMerchant("/v0/failures/" + merchant.wallet()).body())
                .isEqualTo(ApiCaller.getAsMerchant("/v0/activity/" + merchant.wallet() + "?type=FAIL")
                        .body());
        assertThat(ApiCaller.getAsMerchant("/v0/failures/" + merchant.wallet() + "?since=" + later.seconds())
                        .body())
                .contains(failure.id().value());
    }

    @Test
    void takes_back_what_a_reorganisation_took_back_and_shows_it_again_if_it_returns() {
        var merchant = subscribed();
        var charge = merchant.charged(1, SUBSCRIBER, 0);

        TestChain.publish(charge);
        assertThat(status(merchant)).isEqualTo("ACTIVE");

        TestChain.retract(charge);
        assertThat(ids(merchant, "")).isEmpty();
        assertThat(status(merchant)).isEqualTo("PENDING");

        TestChain.publish(charge);
        TestChain.publish(charge);
        assertThat(ids(merchant, "")).containsExactly(charge.id().value());
        assertThat(status(merchant)).isEqualTo("ACTIVE");
    }

    private static TestMerchant subscribed() {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.publish(merchant.deployed(), merchant.planCreated(1), merchant.subscribed(1, SUBSCRIBER, 1));
        return merchant;
    }

    private static String status(TestMerchant merchant) {
        return ApiCaller.json(ApiCaller.getAsMerchant("/v0/subscriptions/" + merchant.wallet() + "/1"))
                .path("status")
                .asText();
    }

    private static List<String> ids(TestMerchant merchant, String query) {
        return ApiCaller.elements(ApiCaller.getAsMerchant("/v0/activity/" + merchant.wallet() + "?" + query)).stream()
                .map(row -> row.path("event_id").asText())
                .toList();
    }
}
