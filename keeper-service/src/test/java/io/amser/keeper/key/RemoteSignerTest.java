package io.amser.keeper.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.Sign.SignatureData;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

class RemoteSignerTest {

    private static final RawTransaction ASKED = Examples.transaction(7);

    private HttpServer server;
    private volatile String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void what_was_asked_for_and_signed_by_our_account_is_taken_in_either_form() {
        var signed = signed(ASKED, Examples.KEY);

        answer = result("\"" + signed + "\"");
        assertThat(sign()).isEqualTo(Numeric.hexStringToByteArray(signed));

        answer = result("{\"raw\":\"%s\",\"tx\":{}}".formatted(signed));
        assertThat(sign()).isEqualTo(Numeric.hexStringToByteArray(signed));
    }

    @Test
    void another_transaction_is_refused() {
        answer = result("\"" + signed(Examples.transaction(8), Examples.KEY) + "\"");

        assertRefused("something else");
    }

    @Test
    void another_account_is_refused() {
        answer = result("\"" + signed(ASKED, Credentials.create("0x" + "1".repeat(64))) + "\"");

        assertRefused("another account");
    }

    @Test
    void a_signature_in_its_other_form_is_refused_because_nodes_do_so() {
        var low = Sign.signMessage(TransactionEncoder.encode(ASKED), Examples.KEY.getEcKeyPair());
        var high = Secp256k1.ORDER.subtract(new BigInteger(1, low.getS()));
        var flipped =
                new SignatureData((byte) (low.getV()[0] == 27 ? 28 : 27), low.getR(), Numeric.toBytesPadded(high, 32));
        answer = result("\"" + Numeric.toHexString(TransactionEncoder.encode(ASKED, flipped)) + "\"");

        assertRefused("no node takes");
    }

    @Test
    void what_is_no_signed_transaction_is_refused() {
        answer = result("\"0x02c0\"");
        assertRefused("The signer 127.0.0.1");

        answer = result("\"" + Numeric.toHexString(TransactionEncoder.encode(ASKED)) + "\"");
        assertRefused("The signer 127.0.0.1");

        answer = result("null");
        assertRefused("does not sign");

        answer = "<html>";
        assertRefused("no JSON");
    }

    @Test
    void the_signer_says_why_it_does_not_sign() {
        answer = "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32000,\"message\":\"Signing policy\"}}";

        assertRefused("Signing policy");
    }

    @Test
    void nobody_waits_for_a_signer_that_is_away() {
        server.stop(0);

        assertRefused("cannot be asked");
    }

    private void assertRefused(String why) {
        assertThatExceptionOfType(SigningFailed.class)
                .isThrownBy(this::sign)
                .withMessageContaining(why)
                .withMessageNotContaining("secret-path");
    }

    private byte[] sign() {
        var url = URI.create(
                "http://127.0.0.1:%d/secret-path".formatted(server.getAddress().getPort()));
        return new RemoteSigner(url, Examples.ADDRESS, Duration.ofSeconds(20)).sign(ASKED);
    }

    private static String signed(RawTransaction transaction, Credentials key) {
        return Numeric.toHexString(TransactionEncoder.signMessage(transaction, key));
    }

    private static String result(String value) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":%s}".formatted(value);
    }
}
