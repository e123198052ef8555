package io.amser.devstack.platform;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Keys that nobody needs to know, made for one platform. */
final class Secrets {
    private static final int BYTES = 32;

    private Secrets() {}

    static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
