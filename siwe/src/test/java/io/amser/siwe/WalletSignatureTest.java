package io.amser.siwe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

class WalletSignatureTest {
    private static final ECKeyPair WALLET = ECKeyPair.create(BigInteger.valueOf(4_361));
    private static final Address ADDRESS = new Address("0x" + Keys.getAddress(WALLET));
    private static final String TEXT = SiweText.WHOLE;
    private static final Sign.SignatureData SIGNED = Sign.signMessage(WalletSignature.digest(TEXT), WALLET, false);

    @Test
    void is_of_the_wallet_that_signed_this_very_text() {
        assertThat(isOf(hex(SIGNED.getR(), SIGNED.getS(), SIGNED.getV()[0]))).isTrue();
        assertThat(isOf(hex(SIGNED.getR(), SIGNED.getS(), SIGNED.getV()[0] - 27)))
                .isTrue();
    }

    @Test
    void is_of_nobody_under_another_text() {
        var signature = WalletSignature.parse(hex(SIGNED.getR(), SIGNED.getS(), SIGNED.getV()[0]))
                .orElseThrow();

        assertThat(signature.isOf(ADDRESS, TEXT + "\n")).isFalse();
        assertThat(signature.isOf(ADDRESS, SiweText.with("Chain ID: 1", "Chain ID: 2")))
                .isFalse();
    }

    /** The mirror image of a signature, which anyone can make: other bytes for the same text. */
    @Test
    void is_refused_with_a_high_s() {
        var order = Sign.CURVE_PARAMS.getN();
        var mirrored = Numeric.toBytesPadded(order.subtract(new BigInteger(1, SIGNED.getS())), 32);
        var v = SIGNED.getV()[0] == 27 ? 28 : 27;

        assertThat(isOf(hex(SIGNED.getR(), mirrored, v))).isFalse();
    }

    private static Stream<String> unreadable() {
        return Stream.of(
                "", "0x", "0x1", "1234", "0xzz", "0X" + "00".repeat(65), "0x" + "00".repeat(4_097), "0x\u0661\u0661");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void is_none_if_it_is_no_hexadecimal_text(String text) {
        assertThat(WalletSignature.parse(text)).isEmpty();
    }

    private static Stream<String> worthless() {
        var r = Numeric.toHexStringNoPrefix(SIGNED.getR());
        var s = Numeric.toHexStringNoPrefix(SIGNED.getS());
        var zero = "00".repeat(32);
        return Stream.of(
                "0x00",
                "0x" + r + s,
                "0x" + r + s + "1b00",
                "0x" + r + s + "02",
                "0x" + r + s + "ff",
                "0x" + zero + s + "1b",
                "0x" + r + zero + "1b",
                "0x" + "ff".repeat(32) + s + "1b",
                "0x" + "ff".repeat(65),
                "0x" + "00".repeat(65),
                "0x" + "00".repeat(31) + "05" + s + "1b");
    }

    @ParameterizedTest
    @MethodSource("worthless")
    void is_of_nobody_if_its_numbers_are_none_of_the_curve(String hex) {
        assertThat(isOf(hex)).isFalse();
    }

    /** Their message is the one that the reference implementation renders from the fields. */
    @Test
    void verifies_where_the_published_vectors_verify() {
        assertThat(Vectors.of("verification_positive.json")).isNotEmpty().allSatisfy(vector -> {
            var fields = vector.getValue();
            var text = rendered(fields);
            var message = SiweMessage.parse(text);
            var now = Instant.parse(fields.path("time").asText("2022-07-01T00:00:00Z"));
            var uri = fields.path("uri").asText();
            var expectation = new Expectation(
                    "https",
                    fields.path("domainBinding").asText(message.domain()),
                    uri,
                    new ChainId(fields.path("chainId").asLong()),
                    fields.path("matchNonce").asText(message.nonce()));
            assertThat(expectation.refusal(message, now)).as(vector.getKey()).isEmpty();
            assertThat(WalletSignature.parse(fields.path("signature").asText())
                            .map(signature -> signature.isOf(message.address(), text)))
                    .as(vector.getKey())
                    .hasValue(true);
        });
    }

    private static String rendered(JsonNode fields) {
        var head = "%s wants you to sign in with your Ethereum account:\n%s\n\n%s\n\n"
                .formatted(
                        fields.path("domain").asText(),
                        fields.path("address").asText(),
                        fields.path("statement").asText());
        return head
                + "URI: %s\nVersion: %s\nChain ID: %d\nNonce: %s\nIssued At: %s"
                        .formatted(
                                fields.path("uri").asText(),
                                fields.path("version").asText(),
                                fields.path("chainId").asLong(),
                                fields.path("nonce").asText(),
                                fields.path("issuedAt").asText())
                + line(fields, "expirationTime", "Expiration Time")
                + line(fields, "notBefore", "Not Before");
    }

    private static String line(JsonNode fields, String name, String label) {
        return Optional.of(fields.path(name))
                .filter(JsonNode::isTextual)
                .map(value -> "\n" + label + ": " + value.asText())
                .orElse("");
    }

    private static boolean isOf(String hex) {
        return WalletSignature.parse(hex).orElseThrow().isOf(ADDRESS, TEXT);
    }

    private static String hex(byte[] r, byte[] s, int v) {
        return "0x%s%s%02x".formatted(Numeric.toHexStringNoPrefix(r), Numeric.toHexStringNoPrefix(s), v);
    }
}
