package io.amser.webhook.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.amser.client.webhook.UnverifiedWebhook;
import io.amser.client.webhook.Webhooks;
import io.amser.protocol.EventId;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final RandomGenerator RANDOM = RandomGenerator.getDefault();
    private static final Secret OLD = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final Secret NEW = Secret.random(RANDOM);
    private static final EventId ID = EventId.of(UUID.nameUUIDFromBytes("an event".getBytes(UTF_8)));
    private static final byte[] BODY = """
            {"id":"evt_1","type":"payment.succeeded","sequence":7,"created_at":1775001600,"api_version":"v0",\
            "chain_id":31337,"data":{"amount":"10000000"}}""".getBytes(UTF_8);

    private final Instant now = InstantSource.system().instant();

    @Test
    void signs_the_published_vector_of_the_standard_webhooks() {
        var headers = Signatures.headers(
                SigningSecrets.of(OLD),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}".getBytes(UTF_8));

        assertThat(headers)
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    /** As openssl dgst -sha256 -hmac 'whsec_…' prints it. */
    @Test
    void signs_the_bare_body_with_the_whole_text_of_the_secret() {
        var headers = Signatures.headers(SigningSecrets.of(OLD), ID, now, "{\"test\": 2432232314}".getBytes(UTF_8));

        assertThat(headers)
                .containsEntry(
                        "X-Amser-Signature", "sha256=80ec8a89ce3cd22133a1066caecb4d04fea7467657c8514d717ec42c38a5c94c")
                .doesNotContainKey("X-Amser-Signature-Next");
    }

    @Test
    void the_published_library_takes_what_we_sign_and_nothing_that_was_altered() throws WebhookVerificationException {
        var headers = Signatures.headers(SigningSecrets.of(NEW), ID, now, BODY);
        var receiver = new Webhook(NEW.text());

        receiver.verify(new String(BODY, UTF_8), asHttp(headers));

        assertThatThrownBy(() -> receiver.verify(new String(BODY, UTF_8).replace('7', '8'), asHttp(headers)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void while_a_rotation_overlaps_a_receiver_may_know_either_secret() throws WebhookVerificationException {
        var rotating = SigningSecrets.of(OLD).rotated(NEW, now, now.plus(Duration.ofHours(24)));

        var headers = Signatures.headers(rotating, ID, now, BODY);

        for (var known : List.of(OLD, NEW)) {
            new Webhook(known.text()).verify(new String(BODY, UTF_8), asHttp(headers));
            Webhooks.signedWith(known.text()).verified(headers::get, BODY);
            Webhooks.signedWith(known.text()).verifiedByBodyAlone(headers::get, BODY);
        }
    }

    @Test
    void what_one_secret_signed_before_still_stands_first_until_the_overlap_ends() {
        var end = now.plus(Duration.ofHours(24));
        var rotating = SigningSecrets.of(OLD).rotated(NEW, now, end);
        var byOld = Signatures.headers(SigningSecrets.of(OLD), ID, now, BODY).get("X-Amser-Signature");
        var byNew = Signatures.headers(SigningSecrets.of(NEW), ID, now, BODY).get("X-Amser-Signature");

        assertThat(Signatures.headers(rotating, ID, end.minusMillis(1), BODY))
                .containsEntry("X-Amser-Signature", byOld)
                .containsEntry("X-Amser-Signature-Next", byNew);
        assertThat(Signatures.headers(rotating, ID, end, BODY))
                .containsEntry("X-Amser-Signature", byNew)
                .doesNotContainKey("X-Amser-Signature-Next");
    }

    @Test
    void after_the_overlap_the_old_secret_signs_nothing() {
        var end = now.plus(Duration.ofHours(24));
        var rotated = SigningSecrets.of(OLD).rotated(NEW, now, end);

        var headers = Signatures.headers(rotated, ID, end, BODY);

        assertThatThrownBy(() -> Webhooks.signedWith(OLD.text()).verifiedByBodyAlone(headers::get, BODY))
                .isInstanceOf(UnverifiedWebhook.class);
    }

    @Test
    void a_promotion_ends_the_overlap_at_once() {
        var rotating = SigningSecrets.of(OLD).rotated(NEW, now, now.plus(Duration.ofHours(24)));

        assertThat(rotating.promoted()).isEqualTo(SigningSecrets.of(NEW));
        assertThat(SigningSecrets.of(OLD).promoted()).isEqualTo(SigningSecrets.of(OLD));
    }

    @Test
    void a_rotation_without_overlap_leaves_the_new_secret_alone() {
        assertThat(SigningSecrets.of(OLD).rotated(NEW, now, now)).isEqualTo(SigningSecrets.of(NEW));
    }

    @Test
    void a_second_rotation_replaces_the_successor_that_nobody_may_know_yet() {
        var third = Secret.random(RANDOM);
        var end = now.plus(Duration.ofHours(1));

        var twice = SigningSecrets.of(OLD).rotated(NEW, now, end).rotated(third, now, end);

        assertThat(twice).isEqualTo(SigningSecrets.of(OLD).rotated(third, now, end));
        assertThat(SigningSecrets.of(OLD).rotated(NEW, now, end).rotated(third, end, end.plusSeconds(9)))
                .isEqualTo(SigningSecrets.of(NEW).rotated(third, end, end.plusSeconds(9)));
    }

    @Property(tries = 100)
    void our_own_client_takes_every_body_that_we_sign(@ForAll byte[] noise) {
        var body =
                ("{\"id\":\"e\",\"type\":\"t\",\"created_at\":1,\"api_version\":\"v0\",\"chain_id\":1,\"data\":{\"n\":\""
                                + HexFormat.of().formatHex(noise)
                                + "\"}}")
                        .getBytes(UTF_8);
        var secret = Secret.random(RANDOM);

        var headers = Signatures.headers(SigningSecrets.of(secret), ID, now, body);

        assertThat(Webhooks.signedWith(secret.text())
                        .verified(headers::get, body)
                        .type())
                .isEqualTo("t");
    }

    @Test
    void a_secret_shows_itself_to_nobody() {
        assertThat(SigningSecrets.of(OLD).rotated(NEW, now, now.plusSeconds(1)).toString())
                .doesNotContain(OLD.text(), NEW.text());
    }

    @Test
    void a_secret_that_is_too_short_is_refused_without_being_told() {
        assertThatThrownBy(() -> new Secret("whsec_c2hvcnQ="))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("c2hvcnQ");
    }

    private static HttpHeaders asHttp(Map<String, String> headers) {
        var lists = headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        return HttpHeaders.of(lists, (_, _) -> true);
    }
}
