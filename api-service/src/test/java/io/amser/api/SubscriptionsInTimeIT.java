package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.amser.protocol.Address;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A status follows the time of the chain, and of nothing else. */
@QuarkusTest
@OnTestServers
class SubscriptionsInTimeIT {
    private static final Address SUBSCRIBER = new Address("0x" + "7".repeat(40));
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void expires_in_the_second_after_interval_and_grace() {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.publish(merchant.deployed(), merchant.planCreated(1), merchant.subscribed(1, SUBSCRIBER, 1));
        assertThat(status(merchant)).isEqualTo("PENDING");
        assertThat(authorized(merchant)).isFalse();

        TestChain.publish(merchant.charged(1, SUBSCRIBER, 0));
        assertThat(status(merchant)).isEqualTo("ACTIVE");
        assertThat(authorized(merchant)).isTrue();

        TestChain.pass(TestMerchant.MONTH.plus(TestMerchant.GRACE));
        TestChain.publish();
        assertThat(status(merchant)).isEqualTo("ACTIVE");
        assertThat(authorized(merchant)).isTrue();

        TestChain.pass(SECOND);
        TestChain.publish();
        assertThat(status(merchant)).isEqualTo("EXPIRED");
        assertThat(authorized(merchant)).isFalse();
    }

    @Test
    void a_missed_window_queues_no_charge() {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.publish(merchant.deployed(), merchant.planCreated(1), merchant.subscribed(1, SUBSCRIBER, 1));
        assertThat(one(merchant).path("next_charge_date").asText())
                .isEqualTo(TestChain.time().iso());

        TestChain.pass(TestMerchant.MONTH.plus(SECOND));
        TestChain.publish();
        assertThat(one(merchant).path("next_charge_date").isNull()).isTrue();
    }

    @Test
    void a_blocked_subscriber_is_blocked_whatever_was_paid() {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.publish(
                merchant.deployed(),
                merchant.planCreated(1),
                merchant.subscribed(1, SUBSCRIBER, 1),
                merchant.charged(1, SUBSCRIBER, 0),
                merchant.blocked(SUBSCRIBER));

        assertThat(status(merchant)).isEqualTo("BLOCKED");
        assertThat(one(merchant).path("is_blocked").asBoolean()).isTrue();
        assertThat(authorized(merchant)).isFalse();
    }

    @Test
    void consent_ends_with_the_earlier_of_both_expiries() {
        var merchant = TestMerchant.unknownSoFar();
        var until = TestChain.time().plus(Duration.ofDays(40));
        TestChain.publish(merchant.deployed(), merchant.planCreated(1), merchant.subscribed(1, SUBSCRIBER, 1));
        TestChain.publish(merchant.allowed(SUBSCRIBER, until));

        assertThat(one(merchant).path("expires_at").asText()).isEqualTo(Long.toString(until.seconds()));
    }

    private static String status(TestMerchant merchant) {
        return one(merchant).path("status").asText();
    }

    private static JsonNode one(TestMerchant merchant) {
        return ApiCaller.json(ApiCaller.getAsMerchant("/v0/subscriptions/" + merchant.wallet() + "/1"));
    }

    private static boolean authorized(TestMerchant merchant) {
        var answer = ApiCaller.get(
                "/v0/auth/check?plan_ids=1&module_address=" + merchant.module() + "&wallet=" + SUBSCRIBER);
        return ApiCaller.json(answer).path("authorized").asBoolean();
    }
}
