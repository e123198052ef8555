package io.amser.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.platform.Platform;
import io.amser.devstack.platform.Service;
import io.amser.devstack.session.Session;
import io.amser.devstack.wallet.Account;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The services behind the API answer the API alone; a merchant who has signed in gets through to them. */
class InnerDoorsAcceptanceTest {
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
    void a_merchant_who_has_signed_in_gets_through() {
        var platform = stage.platform();
        try (var session = Session.signIn(platform.api(), platform.webApp(), Account.merchant())) {
            for (var path : new String[] {"/v0/webhooks/nothing", "/v0/discord/nothing"}) {
                var answer = session.get(path);

                assertThat(answer.status()).as(path + answer.body()).isEqualTo(404);
            }
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
