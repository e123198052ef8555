package io.amser.devstack.platform;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Keys that nobody needs to know, made for one platform. */
final class Secrets {
    private static final int BYTES = 32;

    private Secrets() {}

    static String random() {
        return HexFormat.of().formatHex(bytes());
    }

    /** 32 bytes in base 64. */
    static String randomBase64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    private static byte[] bytes() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
