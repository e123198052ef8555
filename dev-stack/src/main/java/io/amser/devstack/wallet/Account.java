package io.amser.devstack.wallet;

import io.amser.devstack.server.ChainServer;
import io.amser.protocol.Address;
import java.nio.charset.StandardCharsets;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.MnemonicUtils;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/** An account of the local chain: its keys come from the well-known test mnemonic, so that they guard nothing. */
public record Account(Credentials credentials) {

    /** BIP 44's path of an Ethereum account, up to its index. */
    private static final int[] PATH = {
        44 | Bip32ECKeyPair.HARDENED_BIT, 60 | Bip32ECKeyPair.HARDENED_BIT, Bip32ECKeyPair.HARDENED_BIT, 0
    };

    private static final Bip32ECKeyPair PARENT = Bip32ECKeyPair.deriveKeyPair(
            Bip32ECKeyPair.generateKeyPair(MnemonicUtils.generateSeed(ChainServer.MNEMONIC, "")), PATH);

    /** The first ten of them have ether on a fresh local chain. */
    public static Account number(int index) {
        return new Account(Credentials.create(Bip32ECKeyPair.deriveKeyPair(PARENT, new int[] {index})));
    }

    public static Account owner() {
        return number(0);
    }

    public static Account keeper() {
        return number(1);
    }

    public static Account treasury() {
        return number(2);
    }

    public static Account merchant() {
        return number(3);
    }

    /** Subscribers are numbered from 0. */
    public static Account subscriber(int index) {
        return number(4 + index);
    }

    public Address address() {
        return new Address(credentials.getAddress());
    }

    public String privateKey() {
        return Numeric.toHexStringWithPrefixZeroPadded(
                credentials.getEcKeyPair().getPrivateKey(), 64);
    }

    /** What its owner signs where a program shows him a text (EIP-191), in hexadecimal. */
    public String sign(String text) {
        var signature = Sign.signPrefixedMessage(text.getBytes(StandardCharsets.UTF_8), credentials.getEcKeyPair());
        return Numeric.toHexString(signature.getR())
                + Numeric.toHexStringNoPrefix(signature.getS())
                + Numeric.toHexStringNoPrefix(signature.getV());
    }

    /** Says who, never with which key. */
    @Override
    public String toString() {
        return address().toString();
    }
}
