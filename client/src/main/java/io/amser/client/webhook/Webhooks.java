package io.amser.client.webhook;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells an endpoint's webhooks from forgeries, from the bytes that came and not from what a parser makes of them.
 *
 * <pre>{@code WebhookEvent event = Webhooks.signedWith(secret).verified(request::getHeader, body);}</pre>
 */
public final class Webhooks {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final List<Secret> secrets;
    private final Duration tolerance;
    private final InstantSource clock;

    private Webhooks(List<Secret> secrets, Duration tolerance, InstantSource clock) {
        this.secrets = secrets;
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /** With the endpoint's secret, and while it is being replaced, with the other one too. */
    public static Webhooks signedWith(String secret, String... others) {
        var all = Stream.concat(Stream.of(secret), Stream.of(others))
                .map(Secret::parse)
                .toList();
        return new Webhooks(all, TOLERANCE, InstantSource.system());
    }

    /** How far the sender's clock and ours may differ, five minutes unless told. */
    public Webhooks tolerating(Duration difference) {
        return new Webhooks(secrets, difference, clock);
    }

    Webhooks at(InstantSource time) {
        return new Webhooks(secrets, tolerance, time);
    }

    /**
     * Checks {@code webhook-id}, {@code webhook-timestamp} and {@code webhook-signature}, which cover id, time and body.
     *
     * @param header looks a header up by its name
     * @param body the bytes as they came
     * @throws UnverifiedWebhook if any of it is missing, altered or too old
     */
    public WebhookEvent verified(Function<String, @Nullable String> header, byte[] body) {
        var id = required(header, "webhook-id");
        var timestamp = required(header, "webhook-timestamp");
        var signatures = required(header, "webhook-signature");
        requireRecent(timestamp);
        var signed = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        var expected = secrets.stream()
                .map(secret -> secret.signatureByBytes(signed, body))
                .map(signature -> "v1," + Base64.getEncoder().encodeToString(signature));
        return verified(expected, List.of(signatures.split(" ")), body);
    }

    /**
     * Checks {@code X-Amser-Signature} or, while a secret is being replaced, {@code X-Amser-Signature-Next}. They cover the
     * body alone: nobody can alter it, but whoever has seen a delivery can send it again at any time.
     *
     * @param header looks a header up by its name
     * @param body the bytes as they came
     * @throws UnverifiedWebhook if the signature is missing or the body altered
     */
    public WebhookEvent verifiedByBodyAlone(Function<String, @Nullable String> header, byte[] body) {
        var signatures = Stream.of("X-Amser-Signature", "X-Amser-Signature-Next")
                .flatMap(name -> Stream.ofNullable(header.apply(name)))
                .toList();
        if (signatures.isEmpty()) {
            throw new UnverifiedWebhook(UnverifiedWebhook.Reason.NOT_SIGNED, "The header X-Amser-Signature is missing");
        }
        var expected =
                secrets.stream().map(secret -> "sha256=" + HexFormat.of().formatHex(secret.signatureByText(body)));
        return verified(expected, signatures, body);
    }

    private static WebhookEvent verified(Stream<String> expected, List<String> given, byte[] body) {
        if (expected.noneMatch(signature -> given.stream().anyMatch(one -> isSame(signature, one)))) {
            throw new UnverifiedWebhook(
                    UnverifiedWebhook.Reason.WRONG_SIGNATURE, "No signature is by a secret of this endpoint");
        }
        return event(body);
    }

    private static String required(Function<String, @Nullable String> header, String name) {
        var value = header.apply(name);
        if (value == null || value.isEmpty()) {
            throw new UnverifiedWebhook(UnverifiedWebhook.Reason.NOT_SIGNED, "The header " + name + " is missing");
        }
        return value;
    }

    private void requireRecent(String timestamp) {
        var sent = SECONDS.matcher(timestamp).matches() ? Long.parseLong(timestamp) : Long.MIN_VALUE;
        var now = clock.instant().getEpochSecond();
        if (sent < now - tolerance.toSeconds() || sent > now + tolerance.toSeconds()) {
            throw new UnverifiedWebhook(
                    UnverifiedWebhook.Reason.TIMESTAMP_OUT_OF_TOLERANCE, "It was not sent within " + tolerance);
        }
    }

    /** In a time that says nothing about where they differ. */
    private static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static WebhookEvent event(byte[] body) {
        try {
            var json = JSON.readTree(body);
            return new WebhookEvent(
                    text(json, "id"),
                    text(json, "type"),
                    sequence(json),
                    Instant.ofEpochSecond(json.required("created_at").longValue()),
                    text(json, "api_version"),
                    json.required("chain_id").longValue(),
                    json.required("data"));
        } catch (IOException | IllegalArgumentException e) {
            throw new UnverifiedWebhook(UnverifiedWebhook.Reason.NOT_AN_EVENT, "The body is no event", e);
        }
    }

    private static String text(JsonNode json, String name) {
        var value = json.required(name).textValue();
        if (value == null) {
            throw new IllegalArgumentException(name + " is no text");
        }
        return value;
    }

    private static @Nullable Long sequence(JsonNode json) {
        return json.hasNonNull("sequence") ? Long.valueOf(json.path("sequence").longValue()) : null;
    }

    @Override
    public String toString() {
        return "Webhooks[" + secrets.size() + " secrets]";
    }
}
