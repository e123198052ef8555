package io.amser.devstack.rpc;

import java.util.Arrays;

/** The bytes of a request or an answer. */
final class Body {

    private final byte[] bytes;

    Body(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return bytes.length;
    }

    Body beginning(int length) {
        return new Body(Arrays.copyOf(bytes, length));
    }
}
