package io.amser.keeper.key;

import io.amser.protocol.Address;
import org.web3j.crypto.RawTransaction;

/** Signs as one account; where its key lives is nobody else's concern. */
public interface Signer {

    Address address();

    /** The bytes that a node takes. */
    byte[] sign(RawTransaction transaction);
}
