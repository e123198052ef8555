package io.amser.protocol.call;

import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TokenAmount;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/**
 * What a wallet signs to let {@code spender} take a token through Permit2.
 *
 * @param nonce the one that Permit2 holds for owner, token and spender
 * @param signatureDeadline until when the signature can be used; the allowance ends with {@code expiration}
 */
public record PermitSingle(
        Address token,
        TokenAmount amount,
        ChainTime expiration,
        long nonce,
        Address spender,
        ChainTime signatureDeadline) {

    private static final byte[] DOMAIN_TYPE =
            keccak("EIP712Domain(string name,uint256 chainId,address verifyingContract)");
    private static final byte[] DOMAIN_NAME = keccak("Permit2");
    private static final String DETAILS = "PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)";
    private static final byte[] DETAILS_TYPE = keccak(DETAILS);
    private static final byte[] PERMIT_TYPE =
            keccak("PermitSingle(PermitDetails details,address spender,uint256 sigDeadline)" + DETAILS);

    /** The EIP-712 hash that the owner signs. */
    public byte[] digest(ChainId chain, Address permit2) {
        var details = Hash.sha3(
                words(DETAILS_TYPE, word(token), word(amount.value()), word(expiration.seconds()), word(nonce)));
        var permit = Hash.sha3(words(PERMIT_TYPE, details, word(spender), word(signatureDeadline.seconds())));
        var domain = Hash.sha3(words(DOMAIN_TYPE, DOMAIN_NAME, word(chain.value()), word(permit2)));
        return Hash.sha3(words(new byte[] {0x19, 0x01}, domain, permit));
    }

    /** The owner's signature as contracts take it: r, s and v in 65 bytes. */
    public byte[] sign(ECKeyPair owner, ChainId chain, Address permit2) {
        var signature = Sign.signMessage(digest(chain, permit2), owner, false);
        return words(signature.getR(), signature.getS(), signature.getV());
    }

    private static byte[] keccak(String text) {
        return Hash.sha3(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] word(Address address) {
        return word(Numeric.toBigInt(address.value()));
    }

    private static byte[] word(long number) {
        return word(BigInteger.valueOf(number));
    }

    private static byte[] word(BigInteger number) {
        return Numeric.toBytesPadded(number, 32);
    }

    private static byte[] words(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (var part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
