package io.amser.webhook.event;

import static io.amser.webhook.event.Samples.CHAIN;
import static io.amser.webhook.event.Samples.MERCHANT;
import static io.amser.webhook.event.Samples.MODULE;
import static io.amser.webhook.event.Samples.PLAN;
import static io.amser.webhook.event.Samples.START;
import static io.amser.webhook.event.Samples.SUBSCRIPTION;
import static io.amser.webhook.event.Samples.TOKEN;
import static io.amser.webhook.event.Samples.WALLET;
import static io.amser.webhook.event.Samples.after;
import static io.amser.webhook.event.Samples.afterPlan;
import static io.amser.webhook.event.Samples.blocked;
import static io.amser.webhook.event.Samples.created;
import static io.amser.webhook.event.Samples.failed;
import static io.amser.webhook.event.Samples.paid;
import static io.amser.webhook.event.Samples.pausedByMerchant;
import static io.amser.webhook.event.Samples.planClosed;
import static io.amser.webhook.event.Samples.planCreated;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.DeterministicIds;
import io.amser.protocol.FailCode;
import io.amser.protocol.Responsible;
import io.amser.protocol.WindowId;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.Unpaused;
import io.amser.protocol.subscription.ProcessorPauses;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TellingTest {
    private static final Instant INTAKE = Instant.parse("2026-04-01T00:01:02.345Z");

    @Test
    void a_payment_is_told_with_what_a_shop_needs_to_credit_it_once() {
        var told = told(paid(), after(created(), paid()));

        assertThat(told.type()).isEqualTo(EventType.PAYMENT_SUCCEEDED);
        assertThat(told.id()).isEqualTo(paid().id());
        assertThat(told.data())
                .isEqualTo(new JsonObject()
                        .put("merchant", MERCHANT.value())
                        .put("module_address", MODULE.value())
                        .put("on_chain_id", "7")
                        .put(
                                "allocation_id",
                                DeterministicIds.allocation(CHAIN, SUBSCRIPTION).toString())
                        .put("user_address", WALLET.value())
                        .put("plan_id_on_chain", "1")
                        .put("block_time", "2026-04-01T00:01:00.000Z")
                        .put("block_number", "4")
                        .put("tx_hash", paid().origin().txHash().toString())
                        .put(
                                "charge_id",
                                DeterministicIds.charge(CHAIN, SUBSCRIPTION, new WindowId(0))
                                        .toString())
                        .put("amount", "10000000")
                        .put("fee_paid", "100000")
                        .put("token_address", TOKEN.value())
                        .put("token_symbol", "USDC")
                        .put("token_decimals", 6)
                        .put("times_executed", 1L)
                        .put("remaining_executions", 11L)
                        .put("allowance_expiry", "1806537600")
                        .put("next_charge_date", "2026-05-01T00:00:00.000Z")
                        .put("status", "ACTIVE"));
    }

    @Test
    void a_failure_of_the_subscriber_says_why_and_how_long_access_lasts() {
        var failed = failed(Responsible.SUBSCRIBER, FailCode.INSUFFICIENT_ALLOWANCE);

        var data = told(failed, after(created(), paid(), failed)).data();

        assertThat(data.getString("reason")).isEqualTo("InsufficientAllowance");
        assertThat(data.getString("responsible")).isEqualTo("subscriber");
        assertThat(data.getBoolean("retryable")).isTrue();
        assertThat(data.getString("access_until")).isEqualTo("2026-05-04T00:00:00.000Z");
        assertThat(data.containsKey("amount")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "SUBSCRIBER, INSUFFICIENT_ALLOWANCE, PAYMENT_FAILED",
        "SUBSCRIBER, TRANSFER_FAILED, PAYMENT_FAILED",
        "KEEPER, PAYMENT_WINDOW_VIOLATION, PAYMENT_DELAYED",
        "PROTOCOL, UNSUPPORTED_TOKEN, PAYMENT_DELAYED",
        "PROTOCOL, TRANSFER_FAILED, PAYMENT_DELAYED",
        "KEEPER, PAYMENT_ALREADY_PROCESSED,",
        "NOBODY, PROCESSOR_PAUSED,"
    })
    void a_failure_is_told_by_who_answers_for_it(Responsible responsible, FailCode code, EventType type) {
        assertThat(EventType.of(failed(responsible, code))).isEqualTo(Optional.ofNullable(type));
    }

    @Test
    void a_pause_says_whose_it_is_and_that_nothing_is_queued() {
        var data = told(pausedByMerchant(), after(created(), paid(), pausedByMerchant()))
                .data();

        assertThat(data.getBoolean("by_merchant")).isTrue();
        assertThat(data.getString("status")).isEqualTo("PAUSED");
        assertThat(data.containsKey("next_charge_date")).isTrue();
        assertThat(data.getString("next_charge_date")).isNull();
    }

    @Test
    void a_plan_is_told_with_its_terms() {
        var data = told(planClosed(), afterPlan(planCreated(), planClosed())).data();

        assertThat(data.getString("plan_id_on_chain")).isEqualTo("1");
        assertThat(data.getString("price")).isEqualTo("10000000");
        assertThat(data.getString("billing_interval")).isEqualTo("2592000");
        assertThat(data.getBoolean("active")).isFalse();
    }

    @Test
    void a_block_concerns_a_wallet_and_no_one_subscription() {
        var told = told(blocked(), afterPlan());

        assertThat(told.data().getString("user_address")).isEqualTo(WALLET.value());
        assertThat(told.subject().subscriptionKey()).isEmpty();
    }

    @Test
    void what_concerns_no_merchant_is_told_to_nobody() {
        ChainEvent unpaused = new Unpaused(Samples.origin(9, START), START);

        assertThat(Telling.of(unpaused, afterPlan(), 0)).isEmpty();
        assertThat(Telling.ofRetraction(unpaused, afterPlan(), 0)).isEmpty();
    }

    @Test
    void where_a_record_is_missing_the_event_says_so_and_is_told_all_the_same() {
        var alone = new Circumstances(Optional.empty(), Optional.empty(), ProcessorPauses.NEVER, true);

        var told = told(paid(), alone);

        assertThat(told.data().getBoolean("incomplete")).isTrue();
        assertThat(told.data().getString("amount")).isEqualTo("10000000");
        assertThat(told.subject().plan()).isEmpty();
        assertThat(told.subject().subscriptionKey()).contains(SUBSCRIPTION);
    }

    @Test
    void a_retraction_names_what_was_told_and_whom_it_concerned() {
        var retracted = Telling.ofRetraction(created(), after(), 0).orElseThrow();

        assertThat(retracted.type()).isEqualTo(EventType.EVENT_RETRACTED);
        assertThat(retracted.id()).isEqualTo(WebhookIds.retractionOf(created().id()));
        assertThat(retracted.data().getString("retracted_event_id"))
                .isEqualTo(created().id().value());
        assertThat(retracted.data().getString("retracted_type")).isEqualTo("subscription.created");
        assertThat(retracted.data().getString("user_address")).isEqualTo(WALLET.value());
        assertThat(retracted.subject().plan()).contains(PLAN.id());
    }

    @Property
    void every_return_and_every_retraction_has_an_id_of_its_own(
            @ForAll @LongRange(max = 1000) long one, @ForAll @LongRange(max = 1000) long other) {
        var ids = Set.of(
                WebhookIds.afterReturns(paid().id(), one),
                WebhookIds.retractionOf(WebhookIds.afterReturns(paid().id(), one)));

        assertThat(ids).hasSize(2);
        assertThat(WebhookIds.afterReturns(paid().id(), one).equals(WebhookIds.afterReturns(paid().id(), other)))
                .isEqualTo(one == other);
    }

    @Test
    void a_body_is_the_same_bytes_whoever_writes_it() {
        var one = body(OptionalLong.of(3));
        var other = body(OptionalLong.of(3));

        assertThat(one).isEqualTo(other);
        assertThat(new String(one, StandardCharsets.UTF_8))
                .startsWith("{\"id\":\"" + paid().id()
                        + "\",\"type\":\"payment.succeeded\",\"sequence\":3,\"created_at\":1775001662,"
                        + "\"api_version\":\"v0\",\"chain_id\":31337,\"data\":{\"merchant\":\"0x");
    }

    @Test
    void without_one_subscription_the_sequence_is_null() {
        assertThat(new String(body(OptionalLong.empty()), StandardCharsets.UTF_8))
                .contains("\"sequence\":null");
    }

    @Test
    void types_are_found_by_the_names_that_bodies_carry() {
        for (var type : EventType.values()) {
            assertThat(EventType.ofApiName(type.apiName())).contains(type);
        }
        assertThat(EventType.ofApiName("payment.refunded")).isEmpty();
    }

    private static byte[] body(OptionalLong sequence) {
        return WebhookBody.of(told(paid(), after(created(), paid())), sequence, INTAKE, CHAIN);
    }

    private static Told told(ChainEvent event, Circumstances around) {
        return Telling.of(event, around, 0).orElseThrow();
    }
}
