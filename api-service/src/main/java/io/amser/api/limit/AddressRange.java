package io.amser.api.limit;

import java.math.BigInteger;
import java.net.InetAddress;

/** Addresses that begin with the same bits. */
record AddressRange(InetAddress first, int bits) {

    /** Reads 10.0.0.0/8, 2001:db8::/32, or one address. */
    static AddressRange parse(String text) {
        var slash = text.indexOf('/');
        var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        var all = address.getAddress().length * Byte.SIZE;
        var bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("A range of addresses cannot have so many bits: " + text);
        }
        return new AddressRange(address, bits);
    }

    boolean contains(InetAddress address) {
        var other = address.getAddress();
        var own = first.getAddress();
        var shift = own.length * Byte.SIZE - bits;
        return other.length == own.length
                && new BigInteger(1, other).shiftRight(shift).equals(new BigInteger(1, own).shiftRight(shift));
    }
}
