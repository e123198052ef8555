package io.amser.devstack.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookReceiverIT {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String PAID = """
            {"id":"evt_1","type":"payment.succeeded","sequence":7,\
            "data":{"on_chain_id":"12","block_time":"2026-04-01T12:00:00.000Z"}}""";

    private final List<Arrival> arrived = new CopyOnWriteArrayList<>();
    private final WebhookReceiver receiver = WebhookReceiver.start(arrived::add);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
        receiver.close();
    }

    @Test
    void what_is_signed_is_taken_and_shown() throws Exception {
        receiver.trust(SECRET);

        assertThat(send(SECRET, PAID)).isEqualTo(204);

        assertThat(arrived).singleElement().satisfies(arrival -> {
            assertThat(arrival).isInstanceOfSatisfying(Arrival.Taken.class, taken -> {
                assertThat(taken.id()).isEqualTo("evt_1");
                assertThat(taken.body()).isEqualTo(PAID);
            });
            assertThat(arrival.line())
                    .isEqualTo("2026-04-01 12:00:00  webhook     payment.succeeded of subscription 12, number 7;"
                            + " both signatures hold");
        });
    }

    @Test
    void what_comes_again_is_told_from_what_is_new() throws Exception {
        receiver.trust(SECRET);

        send(SECRET, PAID);
        send(SECRET, PAID);

        assertThat(arrived)
                .extracting(arrival -> arrival instanceof Arrival.Taken taken && taken.again())
                .containsExactly(false, true);
    }

    @Test
    void what_another_secret_has_signed_is_refused() throws Exception {
        receiver.trust(SECRET);

        assertThat(send("whsec_AAAA9r8GKYqrTwjUPD8ILPZIo2LaLaSw", PAID)).isEqualTo(400);

        assertThat(arrived).singleElement().isInstanceOf(Arrival.Refused.class);
    }

    @Test
    void nothing_is_taken_before_a_secret_is_known() throws Exception {
        assertThat(send(SECRET, PAID)).isEqualTo(400);
    }

    private int send(String secret, String body) throws Exception {
        var timestamp = Long.toString(Instant.now().getEpochSecond());
        var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        var standard = Base64.getEncoder().encodeToString(hmac(key, "evt_1." + timestamp + "." + body));
        var ofBody = HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), body));
        var request = HttpRequest.newBuilder(receiver.uri())
                .header("webhook-id", "evt_1")
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", "v1," + standard)
                .header("X-Amser-Signature", "sha256=" + ofBody)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
