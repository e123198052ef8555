package io.amser.webhook.egress;

import java.net.InetAddress;

/** The addresses that begin with the same bits, as {@code 10.0.0.0/8} writes it. */
record AddressBlock(InetAddress first, int bits) {

    AddressBlock {
        if (bits < 0 || bits > first.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("An address " + first + " does not have " + bits + " bits");
        }
    }

    static AddressBlock parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("A block of addresses is written like 10.0.0.0/8: " + text);
        }
        return new AddressBlock(
                InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    boolean holds(InetAddress address) {
        var theirs = address.getAddress();
        var ours = first.getAddress();
        if (theirs.length != ours.length) {
            return false;
        }
        var whole = bits / Byte.SIZE;
        for (var i = 0; i < whole; i++) {
            if (theirs[i] != ours[i]) {
                return false;
            }
        }
        var rest = Byte.SIZE - bits % Byte.SIZE;
        return rest == Byte.SIZE || (theirs[whole] & 0xff) >>> rest == (ours[whole] & 0xff) >>> rest;
    }
}
