package io.amser.client.webhook;

import static io.amser.client.webhook.UnverifiedWebhook.Reason.NOT_AN_EVENT;
import static io.amser.client.webhook.UnverifiedWebhook.Reason.NOT_SIGNED;
import static io.amser.client.webhook.UnverifiedWebhook.Reason.TIMESTAMP_OUT_OF_TOLERANCE;
import static io.amser.client.webhook.UnverifiedWebhook.Reason.WRONG_SIGNATURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEXT_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final Instant SENT = Instant.ofEpochSecond(1_782_900_000);
    private static final String BODY = """
            {"id":"evt_01j8z3k5m7n9p1q3r5s7t9v1wx","type":"payment.succeeded","sequence":7,"created_at":1782899990,\
            "api_version":"v0","chain_id":84532,"data":{"amount":"10000000","note":"über"}}""";

    private static final Delivery DELIVERY = Delivery.of("evt_01j8z3k5m7n9p1q3r5s7t9v1wx", BODY, SENT, SECRET);

    @Test
    void opens_what_was_signed() {
        var event = verified(DELIVERY);

        assertThat(event.id()).isEqualTo("evt_01j8z3k5m7n9p1q3r5s7t9v1wx");
        assertThat(event.type()).isEqualTo("payment.succeeded");
        assertThat(event.sequence()).isEqualTo(7);
        assertThat(event.createdAt()).isEqualTo(Instant.ofEpochSecond(1_782_899_990));
        assertThat(event.chainId()).isEqualTo(84_532);
        assertThat(event.data().path("amount").asText()).isEqualTo("10000000");
    }

    @Test
    void agrees_with_the_published_vector_of_standard_webhooks() {
        var headers = Map.of(
                "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "webhook-timestamp", "1614265330",
                "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        var webhooks = Webhooks.signedWith(SECRET).at(InstantSource.fixed(Instant.ofEpochSecond(1_614_265_330)));

        assertThatExceptionOfType(UnverifiedWebhook.class)
                .isThrownBy(() -> webhooks.verified(headers::get, bytes("{\"test\": 2432232314}")))
                .as("its signature is right, its body is none of our events")
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(NOT_AN_EVENT));
        assertThatExceptionOfType(UnverifiedWebhook.class)
                .isThrownBy(() -> webhooks.verified(headers::get, bytes("{\"test\": 2432232315}")))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(WRONG_SIGNATURE));
    }

    @Property
    void refuses_a_body_of_which_one_bit_is_another(@ForAll int place, @ForAll @IntRange(max = 7) int bit) {
        var body = DELIVERY.bytes();
        body[Math.floorMod(place, body.length)] ^= (byte) (1 << bit);

        assertThatExceptionOfType(UnverifiedWebhook.class)
                .isThrownBy(() -> opener(SECRET).verified(DELIVERY::header, body))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(WRONG_SIGNATURE));
        assertThatExceptionOfType(UnverifiedWebhook.class)
                .isThrownBy(() -> opener(SECRET).verifiedByBodyAlone(DELIVERY::header, body))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(WRONG_SIGNATURE));
    }

    @Test
    void refuses_the_same_json_written_another_way() {
        refuses(WRONG_SIGNATURE, DELIVERY.withBody(BODY.replace(",", ", ")));
    }

    @Test
    void refuses_another_id_or_time_than_was_signed() {
        refuses(WRONG_SIGNATURE, DELIVERY.with("webhook-id", "evt_01j8z3k5m7n9p1q3r5s7t9v1wy"));
        refuses(WRONG_SIGNATURE, DELIVERY.with("webhook-timestamp", Long.toString(SENT.getEpochSecond() + 1)));
    }

    @Test
    void refuses_what_is_older_or_newer_than_the_tolerance() {
        var tolerance = Duration.ofMinutes(5);

        assertThat(opener(SECRET, SENT.plus(tolerance)).verified(DELIVERY::header, DELIVERY.bytes()))
                .isNotNull();
        assertThat(opener(SECRET, SENT.minus(tolerance)).verified(DELIVERY::header, DELIVERY.bytes()))
                .isNotNull();
        refuses(
                TIMESTAMP_OUT_OF_TOLERANCE,
                DELIVERY,
                opener(SECRET, SENT.plus(tolerance).plusSeconds(1)));
        refuses(
                TIMESTAMP_OUT_OF_TOLERANCE,
                DELIVERY,
                opener(SECRET, SENT.minus(tolerance).minusSeconds(1)));
    }

    @Test
    void takes_as_long_as_it_is_told() {
        var hourLater = opener(SECRET, SENT.plusSeconds(3_600));

        assertThat(hourLater.tolerating(Duration.ofHours(1)).verified(DELIVERY::header, DELIVERY.bytes()))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "-1", "1e9", " ", "١٧٨٢٩٠٠٠٠٠", "99999999999999999999"})
    void refuses_a_time_that_is_none(String timestamp) {
        refuses(TIMESTAMP_OUT_OF_TOLERANCE, Delivery.of("evt_1", BODY, timestamp, SECRET));
    }

    @Test
    void refuses_what_another_secret_signed() {
        refuses(WRONG_SIGNATURE, DELIVERY, opener(NEXT_SECRET));
        assertThatExceptionOfType(UnverifiedWebhook.class)
                .isThrownBy(() -> opener(NEXT_SECRET).verifiedByBodyAlone(DELIVERY::header, DELIVERY.bytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void refuses_what_lacks_a_header(String header) {
        refuses(NOT_SIGNED, DELIVERY.without(header));
        refuses(NOT_SIGNED, DELIVERY.with(header, ""));
    }

    @Test
    void does_not_fall_back_to_the_signature_that_knows_no_time() {
        var replayed = DELIVERY.without("webhook-id", "webhook-timestamp", "webhook-signature");

        refuses(NOT_SIGNED, replayed, opener(SECRET, SENT.plus(Duration.ofDays(365))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1,", "v1a,AAAA", "v1,AAAA v2,BBBB", ",,,", " "})
    void refuses_a_signature_that_is_none(String signature) {
        refuses(WRONG_SIGNATURE, DELIVERY.with("webhook-signature", signature));
    }

    @Test
    void finds_its_signature_among_others() {
        var among = "v1a,AAAA v1,BBBB " + DELIVERY.header("webhook-signature") + " v2,CCCC";

        assertThat(verified(DELIVERY.with("webhook-signature", among))).isNotNull();
    }

    @Test
    void takes_either_secret_while_one_replaces_the_other() {
        var overlapping = Delivery.of("evt_01j8z3k5m7n9p1q3r5s7t9v1wx", BODY, SENT, SECRET, NEXT_SECRET);
        var afterwards = Delivery.of("evt_01j8z3k5m7n9p1q3r5s7t9v1wx", BODY, SENT, NEXT_SECRET);

        for (var knowing : new Webhooks[] {opener(SECRET), opener(NEXT_SECRET)}) {
            assertThat(knowing.verified(overlapping::header, overlapping.bytes()))
                    .isNotNull();
            assertThat(knowing.verifiedByBodyAlone(overlapping::header, overlapping.bytes()))
                    .isNotNull();
        }
        var both = Webhooks.signedWith(SECRET, NEXT_SECRET).at(InstantSource.fixed(SENT));
        for (var delivery : new Delivery[] {DELIVERY, overlapping, afterwards}) {
            assertThat(both.verified(delivery::header, delivery.bytes())).isNotNull();
            assertThat(both.verifiedByBodyAlone(delivery::header, delivery.bytes()))
                    .isNotNull();
        }
        refuses(WRONG_SIGNATURE, afterwards);
    }

    @Test
    void the_body_alone_is_checked_where_that_is_asked_for() {
        var webhooks = opener(SECRET, SENT.plus(Duration.ofDays(365)));

        assertThat(webhooks.verifiedByBodyAlone(DELIVERY::header, DELIVERY.bytes())
                        .id())
                .isEqualTo("evt_01j8z3k5m7n9p1q3r5s7t9v1wx");
        assertThatExceptionOfType(UnverifiedWebhook.class)
                .isThrownBy(() -> webhooks.verifiedByBodyAlone(_ -> null, DELIVERY.bytes()))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(NOT_SIGNED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"id\":1,\"type\":\"t\",\"created_at\":1,\"api_version\":\"v0\",\"chain_id\":1,\"data\":{}}",
                "{\"id\":\"a\",\"type\":\"t\",\"created_at\":1,\"api_version\":\"v0\",\"chain_id\":1,\"data\":{}} more"
            })
    void refuses_what_is_signed_and_no_event(String body) {
        refuses(NOT_AN_EVENT, Delivery.of("evt_1", body, SENT, SECRET));
    }

    @Test
    void an_event_of_no_subscription_has_no_sequence() {
        var body = BODY.replace("\"sequence\":7", "\"sequence\":null");

        assertThat(verified(Delivery.of("evt_1", body, SENT, SECRET)).sequence())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_not base64", "whsk_AAAA"})
    void tells_a_secret_that_is_none_without_repeating_it(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Webhooks.signedWith(secret))
                .withMessage("A webhook's secret is whsec_ and base64")
                .withNoCause();
    }

    @Test
    void never_shows_its_secrets() {
        assertThat(Webhooks.signedWith(SECRET).toString()).doesNotContain("MfKQ");
        assertThat(Secret.parse(SECRET).toString()).doesNotContain("MfKQ");
    }

    private static void refuses(UnverifiedWebhook.Reason reason, Delivery delivery) {
        refuses(reason, delivery, opener(SECRET));
    }

    private static void refuses(UnverifiedWebhook.Reason reason, Delivery delivery, Webhooks webhooks) {
        assertThatExceptionOfType(UnverifiedWebhook.class)
                .isThrownBy(() -> webhooks.verified(delivery::header, delivery.bytes()))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static WebhookEvent verified(Delivery delivery) {
        return opener(SECRET).verified(delivery::header, delivery.bytes());
    }

    private static Webhooks opener(String secret) {
        return opener(secret, SENT);
    }

    private static Webhooks opener(String secret, Instant now) {
        return Webhooks.signedWith(secret).at(InstantSource.fixed(now));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
