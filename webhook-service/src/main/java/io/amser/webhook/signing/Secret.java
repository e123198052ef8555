package io.amser.webhook.signing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** What a merchant checks signatures with, as it is shown once: {@code whsec_} and 24 to 64 bytes in base 64. */
public record Secret(String text) {
    private static final String PREFIX = "whsec_";
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final int OUR_BYTES = 32;

    public Secret {
        var length = text.startsWith(PREFIX) ? decoded(text).length : 0;
        if (length < FEWEST_BYTES || length > MOST_BYTES) {
            throw new IllegalArgumentException("A secret must be whsec_ and 24 to 64 bytes in base 64");
        }
    }

    public static Secret random(RandomGenerator random) {
        var bytes = new byte[OUR_BYTES];
        random.nextBytes(bytes);
        return new Secret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** The key of {@code X-Amser-Signature}. */
    byte[] wholeText() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The key of the Standard Webhooks. */
    byte[] decoded() {
        return decoded(text);
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }

    /** Nothing that is logged shows a secret. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
