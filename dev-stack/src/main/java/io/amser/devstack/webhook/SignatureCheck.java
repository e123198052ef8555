package io.amser.devstack.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Tells the webhooks of one endpoint from forgeries, by both signatures over the bytes that came. */
final class SignatureCheck {

    private static final String PREFIX = "whsec_";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final byte[] decoded;
    private final byte[] wholeText;

    SignatureCheck(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("A webhook's secret begins with " + PREFIX);
        }
        this.decoded = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        this.wholeText = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** Why this must not be believed; empty if both signatures hold and it was sent just now. */
    Optional<String> fault(Function<String, @Nullable String> header, byte[] body, Instant now) {
        var id = text(header, "webhook-id");
        var timestamp = text(header, "webhook-timestamp");
        if (id.isEmpty() || !isRecent(timestamp, now)) {
            return Optional.of("it does not say that it was sent within " + TOLERANCE.toMinutes() + " minutes");
        }
        var standard = "v1,"
                + Base64.getEncoder()
                        .encodeToString(
                                hmac(decoded, (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8), body));
        if (isNone(standard, text(header, "webhook-signature"))) {
            return Optional.of("webhook-signature is not made with our secret");
        }
        var ofBody = "sha256=" + HexFormat.of().formatHex(hmac(wholeText, body));
        return isNone(ofBody, text(header, "X-Amser-Signature"))
                ? Optional.of("X-Amser-Signature is not made with our secret")
                : Optional.empty();
    }

    private static boolean isRecent(String timestamp, Instant now) {
        return SECONDS.matcher(timestamp).matches()
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                                .abs()
                                .compareTo(TOLERANCE)
                        <= 0;
    }

    /** In a time that says nothing about where they differ. */
    private static boolean isNone(String expected, String given) {
        return Arrays.stream(given.split(" "))
                .noneMatch(one -> MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), one.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Function<String, @Nullable String> header, String name) {
        var value = header.apply(name);
        return value == null ? "" : value;
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform must know HmacSHA256", e);
        }
    }
}
