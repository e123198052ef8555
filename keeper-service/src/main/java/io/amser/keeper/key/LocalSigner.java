package io.amser.keeper.key;

import io.amser.protocol.Address;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/** A key in this process's memory. */
public final class LocalSigner implements Signer {
    private final Credentials credentials;
    private final Address address;

    public LocalSigner(Credentials credentials) {
        this.credentials = credentials;
        this.address = Address.parse(credentials.getAddress());
    }

    @Override
    public Address address() {
        return address;
    }

    @Override
    public byte[] sign(RawTransaction transaction) {
        return TransactionEncoder.signMessage(transaction, credentials);
    }

    @Override
    public String toString() {
        return "the key of " + address;
    }
}
