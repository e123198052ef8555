package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.platform.ServiceCommand;
import io.amser.devstack.platform.ServiceProcess;
import io.amser.devstack.process.Ports;
import io.amser.devstack.process.Readiness;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two replicas share nothing but the database and their settings; what one takes back the other does not give. */
@QuarkusTest
@OnTestServers
class TwoReplicasIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static ServiceProcess replica;

    @BeforeAll
    static void startAnother() {
        var command = ServiceCommand.of("api-service", Ports.free(), Path.of("target", "second-replica.log"))
                .with(settings())
                // It only answers: who applies the log is no matter of these tests.
                .with("amser.log.projection", "false");
        replica = ServiceProcess.start(command);
        if (!Readiness.isReadyWithin(PATIENCE, TwoReplicasIT::answers)) {
            throw new AssertionError("The second replica does not answer: see " + replica.log());
        }
    }

    private static boolean answers() {
        try {
            return onTheOther("/v0/status", "Accept", "application/json").statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @AfterAll
    static void stop() {
        replica.close();
        HTTP.close();
    }

    private static Map<String, String> settings() {
        var config = ConfigProvider.getConfig();
        return Stream.of(
                        "kafka.bootstrap.servers",
                        "quarkus.datasource.reactive.url",
                        "quarkus.datasource.jdbc.url",
                        "quarkus.datasource.username",
                        "quarkus.datasource.password",
                        "amser.log.replicas",
                        "amser.chain.id",
                        "amser.chain.rpc-urls",
                        "amser.api.testnet",
                        "amser.api.web-origin",
                        "amser.api.session-key")
                .collect(Collectors.toMap(name -> name, name -> config.getValue(name, String.class)));
    }

    @Test
    void signing_out_on_one_ends_the_session_on_the_other_at_once() throws Exception {
        var session = TestSession.signedIn();
        assertThat(onTheOther("/v0/auth/session", "Cookie", session.cookie()).statusCode())
                .isEqualTo(200);

        session.post("/v0/auth/logout", "");

        var after = onTheOther("/v0/auth/session", "Cookie", session.cookie());
        assertThat(after.statusCode()).isEqualTo(401);
        assertThat(ApiCaller.json(after).path("code").asText()).isEqualTo("session_ended");
    }

    @Test
    void a_key_that_is_revoked_on_one_opens_nothing_on_the_other() throws Exception {
        var session = TestSession.signedIn();
        var made = ApiCaller.json(session.post("/v0/api-keys", "{\"name\":\"k\"}"));
        var bearer = "Bearer " + made.path("key").asText();
        var path = "/v0/api-keys";
        assertThat(code(onTheOther(path, "Authorization", bearer))).isEqualTo("session_required");

        session.delete("/v0/api-keys/" + made.path("id").asText());

        assertThat(code(onTheOther(path, "Authorization", bearer))).isEqualTo("revoked_api_key");
    }

    private static String code(HttpResponse<String> answer) {
        return ApiCaller.json(answer).path("code").asText();
    }

    private static HttpResponse<String> onTheOther(String path, String header, String value)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(replica.uri(path)).header(header, value);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
