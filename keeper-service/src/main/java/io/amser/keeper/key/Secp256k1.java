package io.amser.keeper.key;

import java.math.BigInteger;

/** The curve of Ethereum's keys. */
final class Secp256k1 {

    /** Keys and both halves of a signature lie between 0 and this. */
    static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    private Secp256k1() {}
}
