package io.amser.keeper.submission;

import io.amser.keeper.chain.HexBytes;
import io.amser.keeper.journal.GasFees;
import io.amser.keeper.journal.Payload;
import io.amser.keeper.journal.Signed;
import io.amser.keeper.key.Signer;
import io.amser.protocol.ChainId;
import io.amser.protocol.TxHash;
import java.math.BigInteger;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** Makes the bytes of a transaction: an EIP-1559 one, for one chain. */
record Signing(Signer signer, ChainId chain) {
    /** As long as a nonce gets. */
    private static final long MOST_NONCE = 0xffffffffL;

    Signed sign(long nonce, Payload payload, GasFees fees) {
        var bytes = signer.sign(transaction(nonce, payload, fees));
        return new Signed(
                new TxHash(Numeric.toHexString(Hash.sha3(bytes))), new HexBytes(Numeric.toHexString(bytes)), fees);
    }

    /** The bytes without a signature, by which a rollup tells what it takes for them. */
    HexBytes unsigned(Payload payload, GasFees fees) {
        return new HexBytes(Numeric.toHexString(TransactionEncoder.encode(transaction(MOST_NONCE, payload, fees))));
    }

    private RawTransaction transaction(long nonce, Payload payload, GasFees fees) {
        return RawTransaction.createTransaction(
                chain.value(),
                BigInteger.valueOf(nonce),
                BigInteger.valueOf(payload.gasLimit()),
                payload.target().value(),
                BigInteger.ZERO,
                payload.callData().value(),
                fees.tip(),
                fees.max());
    }
}
