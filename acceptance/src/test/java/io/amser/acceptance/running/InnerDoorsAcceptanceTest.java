package io.amser.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.platform.Platform;
import io.amser.devstack.platform.Service;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.wallet.Account;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;
import tools.jackson.databind.json.JsonMapper;

/** The services behind the API answer the API alone; a merchant who has signed in gets through to them. */
class InnerDoorsAcceptanceTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Stage stage = SharedStage.get();

    @AfterAll
    static void close() {
        HTTP.close();
    }

    @Test
    void nobody_reaches_a_service_behind_directly() throws Exception {
        for (var path : new String[] {"/v0/webhooks", "/v0/events", "/v0/discord/servers"}) {
            for (var service : new Service[] {Service.WEBHOOK, Service.DISCORD}) {
                var request = HttpRequest.newBuilder(
                                stage.platform().service(service).uri(path))
                        .header("Authorization", "Bearer " + Platform.DEV_KEY);

                assertThat(send(request).statusCode()).as(service + path).isEqualTo(401);
            }
        }
    }

    /** Nothing is there yet; but to say so a service has to have taken the API's word for the merchant. */
    @Test
    void a_merchant_who_has_signed_in_gets_through() throws Exception {
        var session = signIn(Account.merchant());

        for (var path : new String[] {"/v0/webhooks/nothing", "/v0/discord/nothing"}) {
            var answer = send(at(path).header("Cookie", session));

            assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(404);
        }
    }

    private String signIn(Account merchant) throws Exception {
        var given = send(at("/v0/auth/nonce"));
        var origin = stage.platform().webApp();
        var message = """
                %s wants you to sign in with your Ethereum account:
                %s


                URI: %s
                Version: 1
                Chain ID: %d
                Nonce: %s
                Issued At: %s""".formatted(
                        URI.create(origin).getAuthority(),
                        merchant.address().checksummed(),
                        origin,
                        ChainServer.CHAIN_ID,
                        JSON.readTree(given.body()).get("nonce").asString(),
                        Instant.now());
        var body = JSON.createObjectNode().put("message", message).put("signature", sign(merchant, message));
        var signedIn = send(at("/v0/auth/verify")
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .header("Cookie", cookie(given, "siwe"))
                .POST(BodyPublishers.ofString(body.toString())));
        assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
        return cookie(signedIn, "sid");
    }

    private static String sign(Account account, String text) {
        var signature = Sign.signPrefixedMessage(
                text.getBytes(StandardCharsets.UTF_8), account.credentials().getEcKeyPair());
        return Numeric.toHexString(signature.getR())
                + Numeric.toHexStringNoPrefix(signature.getS())
                + Numeric.toHexStringNoPrefix(signature.getV());
    }

    private static String cookie(HttpResponse<String> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .filter(cookie -> cookie.startsWith(name + "="))
                .findFirst()
                .orElseThrow();
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(stage.platform().api().resolve(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
