package io.amser.client.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An endpoint's {@code whsec_…}, which is two keys: the bytes behind the prefix, and the whole text. */
record Secret(SecretKeySpec bytes, SecretKeySpec text) {

    private static final String PREFIX = "whsec_";
    private static final String HMAC = "HmacSHA256";

    static Secret parse(String secret) {
        try {
            if (secret.startsWith(PREFIX) && secret.length() > PREFIX.length()) {
                return new Secret(
                        key(Base64.getDecoder().decode(secret.substring(PREFIX.length()))),
                        key(secret.getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IllegalArgumentException e) {
            // Neither this exception's text nor the secret itself belongs into a log.
        }
        throw new IllegalArgumentException("A webhook's secret is whsec_ and base64");
    }

    /** Signs the parts one after the other with the bytes behind the prefix. */
    byte[] signatureByBytes(byte[]... parts) {
        return signature(bytes, parts);
    }

    /** Signs with the whole text as it stands. */
    byte[] signatureByText(byte[] part) {
        return signature(text, part);
    }

    private static byte[] signature(SecretKeySpec key, byte[]... parts) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + HMAC, e);
        }
    }

    private static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, HMAC);
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
