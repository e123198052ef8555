package io.amser.api;

import io.amser.protocol.Address;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/** A merchant's wallet, which signs whatever it is asked to. */
record TestWallet(ECKeyPair keys) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static TestWallet unknownSoFar() {
        return new TestWallet(ECKeyPair.create(new BigInteger(200, RANDOM).add(BigInteger.ONE)));
    }

    Address address() {
        return new Address("0x" + Keys.getAddress(keys));
    }

    /** A message that the service of these tests takes now. */
    String message(String nonce) {
        return message(nonce, address());
    }

    String message(String nonce, Address as) {
        return """
                app.example.org wants you to sign in with your Ethereum account:
                %s

                Sign in to manage your plans.

                URI: https://app.example.org
                Version: 1
                Chain ID: 31337
                Nonce: %s
                Issued At: %s""".formatted(as.checksummed(), nonce, Instant.now());
    }

    String sign(String text) {
        var signature = Sign.signPrefixedMessage(text.getBytes(StandardCharsets.UTF_8), keys);
        return Numeric.toHexString(signature.getR())
                + Numeric.toHexStringNoPrefix(signature.getS())
                + Numeric.toHexStringNoPrefix(signature.getV());
    }
}
