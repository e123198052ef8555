package io.amser.protocol.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TokenAmount;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SignatureException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;

class PermitSingleTest {
    private static final ChainId CHAIN = new ChainId(31337);
    private static final Address PERMIT2 = Address.parse("0x000000000022D473030F116dDEE9F6B43aC78BA3");
    private static final PermitSingle PERMIT = new PermitSingle(
            new Address("0x" + "0a".repeat(20)),
            TokenAmount.of(10_000_000),
            new ChainTime(2_000_000_000),
            3,
            new Address("0x" + "0b".repeat(20)),
            new ChainTime(1_900_000_000));

    private static final String TYPED_DATA = """
            {"types": {
               "EIP712Domain": [{"name": "name", "type": "string"}, {"name": "chainId", "type": "uint256"},
                                {"name": "verifyingContract", "type": "address"}],
               "PermitSingle": [{"name": "details", "type": "PermitDetails"}, {"name": "spender", "type": "address"},
                                {"name": "sigDeadline", "type": "uint256"}],
               "PermitDetails": [{"name": "token", "type": "address"}, {"name": "amount", "type": "uint160"},
                                 {"name": "expiration", "type": "uint48"}, {"name": "nonce", "type": "uint48"}]},
             "primaryType": "PermitSingle",
             "domain": {"name": "Permit2", "chainId": 31337,
                        "verifyingContract": "0x000000000022D473030F116dDEE9F6B43aC78BA3"},
             "message": {
               "details": {"token": "0x0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a", "amount": "10000000",
                           "expiration": "2000000000", "nonce": "3"},
               "spender": "0x0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "sigDeadline": "1900000000"}}
            """;

    @Test
    void the_digest_is_that_of_the_typed_data_which_wallets_show() throws IOException {
        assertThat(PERMIT.digest(CHAIN, PERMIT2)).isEqualTo(new StructuredDataEncoder(TYPED_DATA).hashStructuredData());
    }

    @Test
    void the_signature_names_its_signer() throws SignatureException {
        var owner = ECKeyPair.create(BigInteger.TEN);
        var signature = PERMIT.sign(owner, CHAIN, PERMIT2);
        var parts = new Sign.SignatureData(
                signature[64], Arrays.copyOfRange(signature, 0, 32), Arrays.copyOfRange(signature, 32, 64));

        var signer = Sign.signedMessageHashToKey(PERMIT.digest(CHAIN, PERMIT2), parts);

        assertThat(signature).hasSize(65);
        assertThat(Keys.getAddress(signer)).isEqualTo(Keys.getAddress(owner));
    }
}
