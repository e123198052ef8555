package io.amser.discord.interaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordSignatureTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final KeyPair KEYS = keys();
    private static final DiscordSignature DISCORD = new DiscordSignature(raw(KEYS));

    /** The order of Ed25519's group: a signature whose number is that much larger verifies where nobody looks. */
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    @ParameterizedTest
    @CsvSource({
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void agrees_with_the_vectors_of_rfc_8032(String key, String message, String signature) {
        var discord = new DiscordSignature(key);

        assertThat(discord.isOf(signature, "", HEX.parseHex(message))).isTrue();
        assertThat(discord.isOf(signature, "", HEX.parseHex(message + "00"))).isFalse();
    }

    @Property(tries = 200)
    void one_other_bit_anywhere_is_refused(
            @ForAll @Size(min = 1, max = 300) byte[] body, @ForAll @IntRange(min = 0, max = 511) int bit) {
        var signature = signed("1775044800", body);
        var inSignature = HEX.parseHex(signature);
        inSignature[bit / 8] ^= (byte) (1 << bit % 8);
        var inBody = body.clone();
        inBody[bit / 8 % body.length] ^= (byte) (1 << bit % 8);

        assertThat(DISCORD.isOf(signature, "1775044800", body)).isTrue();
        assertThat(DISCORD.isOf(HEX.formatHex(inSignature), "1775044800", body)).isFalse();
        assertThat(DISCORD.isOf(signature, "1775044800", inBody)).isFalse();
        assertThat(DISCORD.isOf(signature, "1775044801", body)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "zz", "é"})
    void what_is_no_signature_at_all_is_refused(String nonsense) {
        assertThat(DISCORD.isOf(nonsense, "0", new byte[0])).isFalse();
        assertThat(DISCORD.isOf(
                        nonsense.repeat(128).substring(0, Math.min(128, nonsense.length() * 128)), "0", new byte[0]))
                .isFalse();
    }

    @Property(tries = 20)
    void a_signature_has_one_form_only(@ForAll @Size(max = 50) byte[] body) {
        var signature = HEX.parseHex(signed("1", body));
        var number = new BigInteger(1, reversed(Arrays.copyOfRange(signature, 32, 64))).add(ORDER);
        var larger = new byte[32];
        var bytes = reversed(number.toByteArray());
        System.arraycopy(bytes, 0, larger, 0, Math.min(bytes.length, 32));
        System.arraycopy(larger, 0, signature, 32, 32);

        assertThat(DISCORD.isOf(HEX.formatHex(signature), "1", body)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751"})
    void a_key_that_is_none_is_refused_at_once(String key) {
        assertThatThrownBy(() -> new DiscordSignature(key)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] reversed(byte[] bytes) {
        var reversed = new byte[bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static String signed(String timestamp, byte[] body) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(KEYS.getPrivate());
            signature.update(timestamp.getBytes(UTF_8));
            signature.update(body);
            return HEX.formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String raw(KeyPair keys) {
        var encoded = keys.getPublic().getEncoded();
        return HEX.formatHex(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }
}
