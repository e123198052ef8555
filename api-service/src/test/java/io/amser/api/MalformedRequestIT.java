package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no client library sends. */
@QuarkusTest
@OnTestServers
class MalformedRequestIT {
    private static final int PATIENCE_MILLIS = 20_000;

    @ParameterizedTest
    @ValueSource(strings = {"/v0/plans/%zz", "/v0/tokens/%", "/v0/tokens/%e", "/%zz", "/v0/auth/check/%c0%zz"})
    void a_broken_escape_is_refused(String path) throws IOException {
        assertProblem(answer("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), 400, "bad_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v0;x=1/due", "/v0;/subscriptions/0x1", "/v0/tokens;x", "/v0;x=1/auth/verify"})
    void a_path_that_resources_would_read_in_another_way_than_the_gate_is_refused(String path) throws IOException {
        assertProblem(answer("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), 400, "bad_request");
    }

    private static Stream<Arguments> tooLarge() {
        return Stream.of(
                Arguments.of("/v0/auth/verify", "65537"),
                Arguments.of("/v0/webhooks", "99999999999999999999999"),
                Arguments.of("/nothing", "100000"));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void a_huge_body_is_refused_before_it_is_sent(String path, String length) throws IOException {
        assertThat(answer("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n{"))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("Exception");
    }

    private static Stream<BodyPublisher> hugeBodies() {
        var text = "{\"message\":\"" + "x".repeat(70_000) + "\"}";
        return Stream.of(
                BodyPublishers.ofString(text),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @MethodSource("hugeBodies")
    void a_huge_body_is_a_problem_whether_it_says_its_length_or_not(BodyPublisher body) {
        var answer = ApiCaller.send(ApiCaller.request("/v0/auth/verify")
                .header("Origin", TestSession.WEB_APP)
                .header("Content-Type", "application/json")
                .POST(body));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(ApiCaller.json(answer).path("code").asText()).isEqualTo("content_too_large");
    }

    @Test
    void overlong_lines_are_refused() throws IOException {
        assertProblem(
                answer("GET /v0/tokens?x=" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"), 414, "uri_too_long");
        assertProblem(
                answer("GET /v0/tokens HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"),
                431,
                "headers_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "G\u00c9T /v0/tokens HTTP/1.1", "GET /v0/tokens HTTP/9.9", "\u0000\u0000\u0000"})
    void what_is_no_request_gets_no_stack_trace(String line) throws IOException {
        assertThat(answer(line + "\r\nHost: x\r\nConnection: close\r\n\r\n")).doesNotContain("Exception", "\tat ");
    }

    private static void assertProblem(String answer, int status, String code) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"code\":\"" + code + "\"")
                .doesNotContain("Exception");
    }

    private static String answer(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), ApiCaller.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
