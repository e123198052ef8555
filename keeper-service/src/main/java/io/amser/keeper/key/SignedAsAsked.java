package io.amser.keeper.key;

import io.amser.protocol.Address;
import java.math.BigInteger;
import java.security.SignatureException;
import java.util.Arrays;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.Sign.SignatureData;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** Holds signed bytes against the transaction that was to be signed: all but the signature must be the same, and the signature ours. */
final class SignedAsAsked {

    private static final BigInteger HALF_OF_CURVE = Secp256k1.ORDER.shiftRight(1);

    private SignedAsAsked() {}

    static void require(byte[] signed, RawTransaction asked, Address address, String signer) {
        var signature = signature(signed, signer);
        if (!Arrays.equals(TransactionEncoder.encode(asked, signature), signed)) {
            throw new SigningFailed("%s signed something else than it was asked to".formatted(signer));
        }
        if (new BigInteger(1, signature.getS()).compareTo(HALF_OF_CURVE) > 0) {
            throw new SigningFailed("%s made a signature that no node takes".formatted(signer));
        }
        if (!whose(asked, signature, signer).equals(address)) {
            throw new SigningFailed("%s signs for another account than %s".formatted(signer, address));
        }
    }

    private static SignatureData signature(byte[] signed, String signer) {
        try {
            if (TransactionDecoder.decode(Numeric.toHexString(signed)) instanceof SignedRawTransaction transaction) {
                return transaction.getSignatureData();
            }
        } catch (RuntimeException e) {
            throw new SigningFailed("%s answers with something that is no transaction".formatted(signer), e);
        }
        throw new SigningFailed("%s answers with a transaction that is not signed".formatted(signer));
    }

    private static Address whose(RawTransaction asked, SignatureData signature, String signer) {
        var hash = Hash.sha3(TransactionEncoder.encode(asked));
        try {
            return new Address("0x" + Keys.getAddress(Sign.signedMessageHashToKey(hash, signature)));
        } catch (SignatureException | RuntimeException e) {
            throw new SigningFailed("%s made a signature of nobody".formatted(signer), e);
        }
    }
}
