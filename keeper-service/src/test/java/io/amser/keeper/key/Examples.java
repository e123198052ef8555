package io.amser.keeper.key;

import io.amser.protocol.Address;
import java.math.BigInteger;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;

/** A key that guards nothing, and a transaction to sign with it. */
final class Examples {

    static final String PRIVATE_KEY = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
    static final Credentials KEY = Credentials.create(PRIVATE_KEY);
    static final Address ADDRESS = new Address(KEY.getAddress());
    static final long CHAIN = 31_337;

    private Examples() {}

    static RawTransaction transaction(long nonce) {
        return RawTransaction.createTransaction(
                CHAIN,
                BigInteger.valueOf(nonce),
                BigInteger.valueOf(90_000),
                "0x" + "7".repeat(40),
                BigInteger.ZERO,
                "0xabcdef",
                BigInteger.valueOf(1_000_000_000),
                BigInteger.valueOf(3_000_000_000L));
    }
}
