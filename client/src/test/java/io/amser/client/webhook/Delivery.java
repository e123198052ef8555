package io.amser.client.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** One attempt to deliver an event, signed as the platform's documents say, by code that shares nothing with the client. */
public record Delivery(Map<String, String> headers, String body) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Signed now, or then, with the endpoint's secret; during a replacement with the next one too. */
    public static Delivery of(String id, String body, Instant sent, String... secrets) {
        return of(id, body, Long.toString(sent.getEpochSecond()), secrets);
    }

    /** The same with whatever stands in the place of the time. */
    public static Delivery of(String id, String body, String timestamp, String... secrets) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "amser-webhooks/1");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        headers.put(
                "webhook-signature",
                Arrays.stream(secrets)
                        .map(secret -> "v1," + base64(decoded(secret), id + "." + timestamp + "." + body))
                        .collect(Collectors.joining(" ")));
        headers.put("X-Amser-Signature", hex(secrets[0], body));
        if (secrets.length > 1) {
            headers.put("X-Amser-Signature-Next", hex(secrets[1], body));
        }
        return new Delivery(headers, body);
    }

    public Delivery withBody(String other) {
        return new Delivery(headers, other);
    }

    public Delivery with(String header, String value) {
        var changed = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(headers);
        changed.put(header, value);
        return new Delivery(changed, body);
    }

    public Delivery without(String... names) {
        var fewer = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        fewer.putAll(headers);
        Arrays.asList(names).forEach(fewer::remove);
        return new Delivery(fewer, body);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** Sends it, and answers the status. */
    public int to(URI endpoint) {
        var request = HttpRequest.newBuilder(endpoint)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new AssertionError(endpoint + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static byte[] decoded(String secret) {
        return Base64.getDecoder().decode(secret.substring("whsec_".length()));
    }

    private static String hex(String secret, String body) {
        return "sha256=" + HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), body));
    }

    private static String base64(byte[] key, String text) {
        return Base64.getEncoder().encodeToString(hmac(key, text));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
