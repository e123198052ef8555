package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for the services behind reach them with the word of the API, and without any of the caller's own. */
@QuarkusTest
@OnTestServers
class ServicesBehindIT {

    @ParameterizedTest
    @CsvSource({"/v0/webhooks,READ", "/v0/webhooks/we_1/deliveries?limit=5&cursor=%2B,READ", "/v0/events?after=3,READ"})
    void a_key_reads_as_its_merchant(String path, String scope) throws Exception {
        var session = TestSession.signedIn();
        var key = session.newKey();

        try (var behind = ServiceBehind.webhook()) {
            var answer = ApiCaller.send(ApiCaller.request(path)
                    .header("Authorization", "Bearer " + key)
                    .GET());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"from\":\"behind\"}");
            var asked = behind.asked();
            assertThat(asked.uri()).isEqualTo(path);
            assertThat(claims(asked))
                    .contains(
                            "\"aud\":\"WEBHOOK_SERVICE\"",
                            "\"sub\":\"" + session.merchant() + "\"",
                            "\"scope\":\"" + scope + "\"")
                    .doesNotContain(key);
        }
    }

    @Test
    void a_key_never_does_more_than_read_whatever_the_method() throws Exception {
        var key = TestSession.signedIn().newKey();

        try (var behind = ServiceBehind.webhook()) {
            for (var method : new String[] {"OPTIONS", "TRACE", "PROPFIND"}) {
                var answer = ApiCaller.send(ApiCaller.request("/v0/webhooks")
                        .header("Authorization", "Bearer " + key)
                        .method(method, BodyPublishers.noBody()));

                assertThat(answer.statusCode()).as(method).isEqualTo(403);
            }
            assertThat(behind.wasLeftAlone()).isTrue();
        }
    }

    @Test
    void a_session_writes_as_its_merchant_and_every_byte_arrives() throws Exception {
        var session = TestSession.signedIn();
        var body = "{\"url\":\"https://shop.example/hook\",\"note\":\"" + "x".repeat(30_000) + "\"}";

        try (var behind = ServiceBehind.webhook().answering(201)) {
            var answer = session.post("/v0/webhooks", body);

            assertThat(answer.statusCode()).isEqualTo(201);
            var asked = behind.asked();
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.body()).isEqualTo(body);
            assertThat(asked.header("Content-type")).isEqualTo("application/json");
            assertThat(claims(asked)).contains("\"scope\":\"WRITE\"", "\"sub\":\"" + session.merchant() + "\"");
        }
    }

    /** There a request without a body has ended when its headers are read. */
    @Test
    void over_http_2_every_request_arrives_as_well() throws Exception {
        var session = TestSession.signedIn();
        var body = "{\"note\":\"" + "x".repeat(30_000) + "\"}";

        try (var behind = ServiceBehind.webhook()) {
            for (var method : new String[] {"GET", "POST", "GET", "DELETE", "POST"}) {
                var sent = method.equals("POST") ? BodyPublishers.ofString(body) : BodyPublishers.noBody();
                var answer =
                        ApiCaller.sendOverHttp2(session.writing("/v0/webhooks").method(method, sent));

                assertThat(answer.statusCode()).as(method).isEqualTo(200);
                var asked = behind.asked();
                assertThat(asked.method()).isEqualTo(method);
                assertThat(asked.body()).isEqualTo(method.equals("POST") ? body : "");
            }
        }
    }

    @Test
    void a_body_that_does_not_say_how_long_it_is_breaks_off_at_the_limit() throws Exception {
        var session = TestSession.signedIn();

        try (var behind = ServiceBehind.webhook().answering(201)) {
            var small = sendInParts(session, 60_000);
            assertThat(small.statusCode()).isEqualTo(201);
            assertThat(behind.asked().body()).hasSize(60_000);

            var huge = sendInParts(session, 70_000);
            assertThat(huge.statusCode()).isEqualTo(413);
            assertThat(ApiCaller.json(huge).path("code").asText()).isEqualTo("content_too_large");
        }
    }

    @Test
    void over_http_2_a_body_that_is_too_long_is_told_so_as_well() throws Exception {
        var session = TestSession.signedIn();

        try (var behind = ServiceBehind.webhook()) {
            var huge = ApiCaller.sendOverHttp2(session.writing("/v0/webhooks")
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[70_000]))));
            assertThat(huge.statusCode()).isEqualTo(413);

            var declared = ApiCaller.sendOverHttp2(
                    session.writing("/v0/webhooks").POST(BodyPublishers.ofByteArray(new byte[70_000])));
            assertThat(declared.statusCode()).isEqualTo(413);
            assertThat(behind.wasLeftAlone()).isTrue();
        }
    }

    @Test
    void a_service_that_hangs_is_given_up() throws Exception {
        var session = TestSession.signedIn();

        try (var _ = ServiceBehind.webhook().hanging()) {
            isUnavailable(session.get("/v0/webhooks"));
        }
    }

    @Test
    void callers_who_send_slowly_keep_nobody_else_waiting() throws Exception {
        var session = TestSession.signedIn();
        var slow = new ArrayList<Socket>();

        try (var behind = ServiceBehind.discord()) {
            for (var more = 0; more < 60; more++) {
                slow.add(
                        beginning("POST /v0/discord/interactions HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n{"));
            }
            assertThat(session.get("/v0/discord/status").statusCode()).isEqualTo(200);
            assertThat(behind.asked().uri()).isEqualTo("/v0/discord/status");
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    private static Socket beginning(String request) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), ApiCaller.port());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static HttpResponse<String> sendInParts(TestSession session, int length) {
        return ApiCaller.send(session.writing("/v0/webhooks")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[length]))));
    }

    @Test
    void credentials_and_forged_headers_stay_outside() throws Exception {
        var session = TestSession.signedIn();

        try (var behind = ServiceBehind.webhook()) {
            ApiCaller.send(session.writing("/v0/webhooks")
                    .header("X-Api-Key", "mine")
                    .header("X-Amser-Merchant", "0x" + "6".repeat(40))
                    .header("X-Forwarded-Host", "evil.example")
                    .header("Forwarded", "for=1.1.1.1")
                    .header("Proxy-Authorization", "Basic eDp5")
                    .header("TE", "trailers")
                    .POST(BodyPublishers.ofString("{}")));

            var asked = behind.asked();
            assertThat(asked.headers().keySet().stream().map(String::toLowerCase))
                    .isSubsetOf(
                            "accept", "content-type", "content-length", "transfer-encoding", "authorization", "host");
            assertThat(asked.headers().toString())
                    .doesNotContain(session.cookie().substring(4));
        }
    }

    @Test
    void answers_bring_no_cookies_and_no_rules_of_their_own() throws Exception {
        var session = TestSession.signedIn();

        try (var behind = ServiceBehind.webhook()) {
            var answer = session.get("/v0/webhooks");

            assertThat(answer.headers().map())
                    .doesNotContainKeys("set-cookie", "x-internal", "access-control-allow-origin");
            assertThat(answer.headers().firstValue("RateLimit")).isPresent();
            assertThat(behind.asked().method()).isEqualTo("GET");
        }
    }

    @Test
    void a_service_that_is_down_is_a_503_and_comes_back() throws Exception {
        var session = TestSession.signedIn();

        isUnavailable(session.get("/v0/webhooks"));
        isUnavailable(session.post("/v0/webhooks", "{\"url\":\"" + "x".repeat(30_000) + "\"}"));
        try (var _ = ServiceBehind.webhook()) {
            assertThat(session.get("/v0/webhooks").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_service_that_does_not_take_our_token_is_our_fault_and_not_the_callers() throws Exception {
        var session = TestSession.signedIn();

        try (var _ = ServiceBehind.webhook().lettingNobodyIn()) {
            isUnavailable(session.get("/v0/webhooks"));
        }
    }

    /** Discord sends bad signatures on purpose, and takes its interactions elsewhere if they are not refused by 401. */
    @Test
    void a_signature_that_a_service_refuses_is_refused_with_its_own_words() throws Exception {
        try (var behind = ServiceBehind.discord().answering(401)) {
            var answer = ApiCaller.send(ApiCaller.request("/v0/discord/interactions")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{}")));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo("{\"from\":\"behind\"}");
            assertThat(behind.asked().method()).isEqualTo("POST");
        }
    }

    @Test
    void who_verifies_a_wallet_needs_no_credentials_and_no_cookies_and_is_on_our_own_page() throws Exception {
        var body = "{\"message\":\"m\\n\",\"signature\":\"0x\"}";
        try (var behind = ServiceBehind.discord()) {
            assertThat(ApiCaller.get("/v0/discord/verifications/aB-_9").statusCode())
                    .isEqualTo(200);
            assertThat(behind.asked().uri()).isEqualTo("/v0/discord/verifications/aB-_9");

            var answer = ApiCaller.send(
                    verifying(body).header("Origin", TestSession.WEB_APP).header("Cookie", "sid=mine"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            var asked = behind.asked();
            assertThat(asked.body()).isEqualTo(body);
            assertThat(asked.headers()).doesNotContainKey("Cookie");
            assertThat(claims(asked)).contains("\"scope\":\"PUBLIC\"").doesNotContain("\"sub\"");

            for (var origin : List.of("https://evil.example", "null")) {
                var foreign = ApiCaller.send(verifying(body).header("Origin", origin));
                assertThat(ApiCaller.json(foreign).path("code").asText()).isEqualTo("foreign_origin");
            }
            assertThat(ApiCaller.json(ApiCaller.send(verifying(body)))
                            .path("code")
                            .asText())
                    .isEqualTo("foreign_origin");
            assertThat(behind.wasLeftAlone()).isTrue();
        }
    }

    private static HttpRequest.Builder verifying(String body) {
        return ApiCaller.request("/v0/discord/verifications/aB-_9")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    @Test
    void a_service_says_itself_what_it_does_not_have() throws Exception {
        var session = TestSession.signedIn();

        try (var _ = ServiceBehind.webhook().answering(404)) {
            var answer = session.get("/v0/webhooks/we_nothing");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo("{\"from\":\"behind\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void an_answer_without_a_body_stays_one(int status) throws Exception {
        var session = TestSession.signedIn();

        try (var _ = ServiceBehind.webhook().answering(status)) {
            var request = session.writing("/v0/webhooks/we_1").GET();

            for (var answer : List.of(ApiCaller.send(request), ApiCaller.sendOverHttp2(request))) {
                assertThat(answer.statusCode()).isEqualTo(status);
                assertThat(answer.body()).isEmpty();
            }
        }
    }

    @Test
    void the_door_is_the_same_as_everywhere() throws Exception {
        var session = TestSession.signedIn();
        var key = ApiCaller.json(session.post("/v0/api-keys", "{\"name\":\"k\"}"))
                .path("key")
                .asText();

        try (var webhook = ServiceBehind.webhook();
                var discord = ServiceBehind.discord()) {
            refuses("unauthorized", "/v0/webhooks", _ -> {});
            refuses("unauthorized", "/v0/events", _ -> {});
            refuses("unauthorized", "/v0/discord/servers", _ -> {});
            refuses(
                    "session_required",
                    "/v0/discord/servers",
                    request -> request.header("Authorization", "Bearer " + key));
            refuses(
                    "forbidden",
                    "/v0/webhooks",
                    request -> request.header("Authorization", "Bearer " + ApiCaller.DEV_KEY));
            refuses(
                    "api_key_read_only",
                    "/v0/webhooks",
                    request -> request.header("Authorization", "Bearer " + key).POST(BodyPublishers.ofString("{}")));
            refuses(
                    "foreign_origin",
                    "/v0/webhooks",
                    request -> request.header("Cookie", session.cookie()).POST(BodyPublishers.ofString("{}")));

            assertThat(webhook.wasLeftAlone()).isTrue();
            assertThat(discord.wasLeftAlone()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v0/webhooks/../../admin/verify",
                "/v0/webhooks/%2e%2e/%2e%2e/admin/verify",
                "/v0/webhooks//x",
                "/v0/webhooks/./x",
                "/v0/discord/interactions/../servers"
            })
    void a_path_means_the_same_to_the_gate_and_to_the_service(String path) throws Exception {
        var session = TestSession.signedIn();

        try (var webhook = ServiceBehind.webhook();
                var discord = ServiceBehind.discord()) {
            var answer = session.get(path);

            assertThat(answer.statusCode()).isIn(400, 404);
            assertThat(webhook.wasLeftAlone()).isTrue();
            assertThat(discord.wasLeftAlone()).isTrue();
        }
    }

    @Test
    void discord_itself_comes_in_without_credentials_and_its_signature_is_passed_on() throws Exception {
        try (var behind = ServiceBehind.discord()) {
            var answer = ApiCaller.send(ApiCaller.request("/v0/discord/interactions")
                    .header("Content-Type", "application/json")
                    .header("X-Signature-Ed25519", "abc")
                    .header("X-Signature-Timestamp", "123")
                    .POST(BodyPublishers.ofString("{ \"type\" : 1 }")));

            assertThat(answer.statusCode()).isEqualTo(200);
            var asked = behind.asked();
            assertThat(asked.body()).isEqualTo("{ \"type\" : 1 }");
            assertThat(asked.header("X-signature-ed25519")).isEqualTo("abc");
            assertThat(asked.header("X-signature-timestamp")).isEqualTo("123");
            assertThat(claims(asked)).contains("\"scope\":\"PUBLIC\"").doesNotContain("\"sub\"");
        }
    }

    private static void isUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(ApiCaller.json(answer).path("code").asText()).isEqualTo("service_unavailable");
    }

    private static void refuses(String code, String path, Consumer<HttpRequest.Builder> sending) throws IOException {
        var request = ApiCaller.request(path)
                .header("Content-Type", "application/json")
                .GET();
        sending.accept(request);

        assertThat(ApiCaller.json(ApiCaller.send(request)).path("code").asText())
                .isEqualTo(code);
    }

    private static String claims(ServiceBehind.Asked asked) {
        var token = asked.header("Authorization").substring("Bearer ".length());
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }
}
