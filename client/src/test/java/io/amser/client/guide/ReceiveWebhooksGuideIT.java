package io.amser.client.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.client.webhook.Delivery;
import io.amser.devstack.guide.GuideReceiver;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The receivers of the guide do what the guide says. */
@ParameterizedClass
@EnumSource(Language.class)
class ReceiveWebhooksGuideIT {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEXT_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final String FOREIGN_SECRET = "whsec_Zm9yZWlnbiBzZWNyZXQgb2YgMzIgYnl0ZXMuLi4=";
    private static final Duration TOO_LONG_AGO = Duration.ofMinutes(6);

    private static GuideReceiver receiver;

    private final String id = "evt_" + UUID.randomUUID().toString().replace("-", "");
    private final String body = """
            {"id": "%s", "type": "payment.succeeded", "sequence": 7, "created_at": 1775001600, "api_version": "v0",
             "chain_id": 84532, "data": {"amount": "10000000", "note": "gr\u00fc\u00dfe \\u00fc \ud83c\udf89"}}""".formatted(id);

    ReceiveWebhooksGuideIT(Language language) {
        assertThat(receiver.name()).isEqualTo(language.file());
    }

    @BeforeParameterizedClassInvocation
    static void start(Language language) throws IOException {
        if (!language.isInstalled()) {
            System.out.printf("The receiver in %s is not tested: it is not installed here.%n", language);
            Assumptions.abort(language + " is not installed");
        }
        receiver = GuideReceiver.start(language.file(), language::running, SECRET, NEXT_SECRET);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        if (receiver != null) {
            receiver.close();
        }
    }

    @Test
    void takes_what_was_signed() {
        assertThat(now().to(receiver.uri())).isEqualTo(204);

        assertThat(receiver.saidOf(id)).containsExactly("received " + id + " payment.succeeded");
    }

    @Test
    void does_its_work_once_for_an_event_that_comes_again() {
        now().to(receiver.uri());

        assertThat(at(Instant.now().plusSeconds(60)).to(receiver.uri())).isEqualTo(204);

        assertThat(receiver.saidOf(id)).containsExactly("received " + id + " payment.succeeded", "again " + id);
    }

    @Test
    void refuses_an_altered_body() {
        refuses(now().withBody(body.replace("10000000", "90000000")));
    }

    @Test
    void refuses_the_same_json_written_another_way() {
        refuses(now().withBody(body.replace(": ", ":")));
    }

    @Test
    void refuses_what_is_too_old_or_too_new() {
        refuses(at(Instant.now().minus(TOO_LONG_AGO)));
        refuses(at(Instant.now().plus(TOO_LONG_AGO)));
    }

    @Test
    void refuses_a_new_time_on_an_old_signature() {
        refuses(at(Instant.now().minus(TOO_LONG_AGO))
                .with("webhook-timestamp", Long.toString(Instant.now().getEpochSecond())));
    }

    @Test
    void refuses_a_time_that_is_none() {
        refuses(Delivery.of(id, body, "soon", SECRET));
        refuses(now().with("webhook-timestamp", ""));
    }

    @Test
    void refuses_what_somebody_else_signed() {
        refuses(Delivery.of(id, body, Instant.now(), FOREIGN_SECRET));
    }

    @Test
    void refuses_what_is_not_signed() {
        refuses(now().without("webhook-signature"));
        refuses(now().without("webhook-id", "webhook-timestamp", "webhook-signature"));
        refuses(now().with("webhook-signature", "v1,"));
    }

    @Test
    void takes_the_next_secret_alone_and_beside_the_present_one() {
        assertThat(Delivery.of(id, body, Instant.now(), NEXT_SECRET).to(receiver.uri()))
                .isEqualTo(204);
        assertThat(Delivery.of(id, body, Instant.now(), FOREIGN_SECRET, SECRET).to(receiver.uri()))
                .isEqualTo(204);
    }

    private Delivery now() {
        return at(Instant.now());
    }

    private Delivery at(Instant sent) {
        return Delivery.of(id, body, sent, SECRET);
    }

    private void refuses(Delivery delivery) {
        assertThat(delivery.to(receiver.uri())).isEqualTo(400);
        assertThat(receiver.saidOf(id)).isEmpty();
    }
}
