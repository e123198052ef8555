package io.amser.protocol.onchain;

import static org.web3j.crypto.Bip32ECKeyPair.HARDENED_BIT;

import io.amser.protocol.Address;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.MnemonicUtils;

/** The accounts that every local chain funds. */
final class Accounts {
    static final Address OWNER = address(0);
    static final Address KEEPER = address(1);
    static final Address TREASURY = address(2);
    static final Address MERCHANT = address(3);
    static final Address SUBSCRIBER = address(4);

    private static final String MNEMONIC = "test test test test test test test test test test test junk";

    private Accounts() {}

    static ECKeyPair key(int account) {
        var master = Bip32ECKeyPair.generateKeyPair(MnemonicUtils.generateSeed(MNEMONIC, ""));
        int[] path = {44 | HARDENED_BIT, 60 | HARDENED_BIT, HARDENED_BIT, 0, account};
        return Bip32ECKeyPair.deriveKeyPair(master, path);
    }

    private static Address address(int account) {
        return Address.parse("0x" + Keys.getAddress(key(account)));
    }
}
