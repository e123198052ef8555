package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Merchants sign in with their wallets; whoever is not exactly that is told what is wrong. */
@QuarkusTest
@OnTestServers
class SignInIT {
    private static ChainAtRpcPort rpc;

    @Inject
    Pool db;

    @BeforeAll
    static void letWalletsBeContracts() throws IOException {
        rpc = new ChainAtRpcPort();
    }

    @AfterAll
    static void close() {
        rpc.close();
    }

    @Test
    void a_wallet_signs_in_and_sees_its_own() {
        var session = TestSession.signedIn();

        var shown = ApiCaller.json(session.get("/v0/auth/session"));

        assertThat(shown.path("address").asText()).isEqualTo(session.merchant().value());
        assertThat(shown.path("chain_id").asLong()).isEqualTo(31_337);
        var signedInAt = Instant.parse(shown.path("signed_in_at").asText());
        assertThat(Instant.parse(shown.path("ends_at").asText())).isEqualTo(signedInAt.plus(15, ChronoUnit.MINUTES));
        assertThat(session.get("/v0/plans/" + session.merchant()).statusCode()).isEqualTo(200);
        isProblem(session.get("/v0/plans/0x" + "4".repeat(40)), 403, "forbidden");
    }

    @Test
    void cookies_are_kept_from_scripts_and_foreign_sites() {
        var wallet = TestWallet.unknownSoFar();
        var given = ApiCaller.get("/v0/auth/nonce");
        var message = wallet.message(ApiCaller.json(given).path("nonce").asText());
        var siwe = TestSession.cookie(given, "siwe").orElseThrow();

        var signedIn = TestSession.verify(message, wallet.sign(message), "siwe=" + siwe.getValue());

        assertThat(given.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(given.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .contains("HTTPOnly", "Secure", "SameSite=Lax", "Max-Age=300");
        assertThat(signedIn.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("sid="))
                .singleElement()
                .asString()
                .contains("HTTPOnly", "Secure", "SameSite=Lax", "Path=/")
                .doesNotContain("Max-Age");
        assertThat(TestSession.cookie(signedIn, "siwe"))
                .hasValueSatisfying(cookie -> assertThat(cookie.getMaxAge()).isZero());
    }

    private static Stream<Arguments> spoilt() {
        return Stream.of(
                spoilt("foreign_domain", text -> text.replaceFirst("app.example.org", "app.examp1e.org")),
                spoilt("foreign_uri", text -> text.replace("URI: https://app", "URI: http://app")),
                spoilt("other_chain", text -> text.replace("Chain ID: 31337", "Chain ID: 1")),
                spoilt("nonce_mismatch", text -> text.replace("Nonce: ", "Nonce: 0")),
                spoilt("message_expired", text -> text + "\nExpiration Time: " + Instant.now()),
                spoilt(
                        "message_not_yet_valid",
                        text -> text + "\nNot Before: " + Instant.now().plusSeconds(60)),
                spoilt(
                        "issued_too_early",
                        text -> text.replaceFirst(
                                "Issued At: .*", "Issued At: " + Instant.now().minusSeconds(330))),
                spoilt(
                        "issued_in_future",
                        text -> text.replaceFirst(
                                "Issued At: .*", "Issued At: " + Instant.now().plusSeconds(330))),
                spoilt("malformed_message", text -> text + "\n"));
    }

    private static Arguments spoilt(String code, UnaryOperator<String> spoiling) {
        return Arguments.of(code, spoiling);
    }

    @ParameterizedTest
    @MethodSource("spoilt")
    void a_message_that_is_not_for_here_and_now_opens_nothing(String code, UnaryOperator<String> spoiling) {
        var wallet = TestWallet.unknownSoFar();
        var nonce = TestSession.nonce();
        var message = spoiling.apply(wallet.message(nonce.text()));

        isProblem(TestSession.verify(message, wallet.sign(message), nonce.cookie()), 401, code);
    }

    @Test
    void a_text_that_was_altered_after_it_was_signed_opens_nothing() {
        var wallet = TestWallet.unknownSoFar();
        var nonce = TestSession.nonce();
        var message = wallet.message(nonce.text());

        var answer = TestSession.verify(
                message.replace("manage your plans", "manage our plans"), wallet.sign(message), nonce.cookie());

        isProblem(answer, 401, "wrong_signer");
    }

    @Test
    void anothers_signature_opens_nothing() {
        var nonce = TestSession.nonce();
        var message = TestWallet.unknownSoFar().message(nonce.text());

        var answer = TestSession.verify(message, TestWallet.unknownSoFar().sign(message), nonce.cookie());

        isProblem(answer, 401, "wrong_signer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x", "hello", "0x0g", "0x123"})
    void what_is_no_hexadecimal_text_is_no_signature(String signature) {
        var nonce = TestSession.nonce();

        var answer = TestSession.verify(TestWallet.unknownSoFar().message(nonce.text()), signature, nonce.cookie());

        isProblem(answer, 401, "malformed_signature");
    }

    @Test
    void a_signature_that_only_the_chain_can_judge_waits_for_the_chain() throws IOException {
        var wallet = TestWallet.unknownSoFar();
        var nonce = TestSession.nonce();
        var message = wallet.message(nonce.text());
        rpc.close();

        var strange = TestSession.verify(message, TestWallet.unknownSoFar().sign(message), nonce.cookie());
        var own = TestSession.verify(message, wallet.sign(message), nonce.cookie());

        rpc = new ChainAtRpcPort();
        isProblem(strange, 503, "chain_unavailable");
        assertThat(own.statusCode()).isEqualTo(200);
    }

    @Test
    void a_failed_try_does_not_use_up_the_nonce() {
        var wallet = TestWallet.unknownSoFar();
        var nonce = TestSession.nonce();
        var message = wallet.message(nonce.text());

        TestSession.verify(message, TestWallet.unknownSoFar().sign(message), nonce.cookie());

        assertThat(TestSession.verify(message, wallet.sign(message), nonce.cookie())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_signed_message_opens_one_session_however_many_send_it_at_once() {
        var wallet = TestWallet.unknownSoFar();
        var nonce = TestSession.nonce();
        var message = wallet.message(nonce.text());
        var request = TestSession.verifying(message, wallet.sign(message), nonce.cookie());

        var answers = ApiCaller.sendAtOnce(Stream.generate(request::copy).limit(8));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .allSatisfy(answer -> isProblem(answer, 401, "nonce_used"));
        assertThat(db.preparedQuery("SELECT 1 FROM session WHERE merchant = $1")
                        .executeAndAwait(Tuple.of(wallet.address().value()))
                        .size())
                .isOne();
    }

    @Test
    void a_nonce_opens_nothing_in_another_browser() {
        var wallet = TestWallet.unknownSoFar();
        var message = wallet.message(TestSession.nonce().text());

        isProblem(TestSession.verify(message, wallet.sign(message), "theme=dark"), 401, "nonce_missing");
        isProblem(
                TestSession.verify(
                        message, wallet.sign(message), TestSession.nonce().cookie()),
                401,
                "nonce_mismatch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"message\":1}", "{\"message\":\"x\"}", "[]", "{\"message\":", "\"x\""})
    void a_body_that_is_none_is_refused(String body) {
        var answer = ApiCaller.send(ApiCaller.request("/v0/auth/verify")
                .header("Origin", TestSession.WEB_APP)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).isIn(400, 401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void signing_out_ends_the_session() {
        var session = TestSession.signedIn();

        var signedOut = session.post("/v0/auth/logout", "");

        assertThat(signedOut.statusCode()).isEqualTo(204);
        assertThat(TestSession.cookie(signedOut, "sid"))
                .hasValueSatisfying(cookie -> assertThat(cookie.getMaxAge()).isZero());
        isProblem(session.get("/v0/auth/session"), 401, "session_ended");
        isProblem(session.get("/v0/plans/" + session.merchant()), 401, "session_ended");
        isProblem(session.post("/v0/auth/logout", ""), 401, "session_ended");
    }

    @Test
    void fifteen_minutes_of_inactivity_end_a_session() {
        var session = TestSession.signedIn();

        lastActive(session, 16);

        isProblem(session.get("/v0/auth/session"), 401, "session_ended");
    }

    @Test
    void ended_sessions_and_old_nonces_are_forgotten_when_somebody_signs_in() {
        var session = TestSession.signedIn();
        lastActive(session, 16);
        db.query("INSERT INTO used_nonce (nonce, expires_at) VALUES ('long-gone', now() - interval '1 day')")
                .executeAndAwait();

        TestSession.signedIn();

        assertThat(rows("SELECT FROM session WHERE merchant = '" + session.merchant() + "'"))
                .isZero();
        assertThat(rows("SELECT FROM used_nonce WHERE nonce = 'long-gone'")).isZero();
    }

    private int rows(String sql) {
        return db.query(sql).executeAndAwait().rowCount();
    }

    @Test
    void activity_extends_a_session_and_is_written_once_a_minute() {
        var session = TestSession.signedIn();

        lastActive(session, 14);
        session.get("/v0/plans/" + session.merchant());
        var extended = lastActive(session);
        session.get("/v0/plans/" + session.merchant());

        assertThat(extended).isAfter(Instant.now().minusSeconds(60));
        assertThat(lastActive(session)).isEqualTo(extended);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."})
    void a_cookie_that_nobody_signed_opens_nothing(String cookie) {
        var answer = ApiCaller.send(ApiCaller.request("/v0/auth/session")
                .header("Cookie", "sid=" + cookie)
                .GET());

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void a_nonces_cookie_is_no_session() {
        var cookie = TestSession.nonce().cookie().replaceFirst("siwe", "sid");

        isProblem(
                ApiCaller.send(ApiCaller.request("/v0/auth/session")
                        .header("Cookie", cookie)
                        .GET()),
                401,
                "session_ended");
    }

    private static Stream<UnaryOperator<HttpRequest.Builder>> foreign() {
        return Stream.of(
                request -> request,
                request -> request.header("Origin", "null"),
                request -> request.header("Origin", "https://evil.example"),
                request -> request.header("Origin", "http://app.example.org"),
                request -> request.header("Origin", "https://app.example.org:8443"),
                request -> request.header("Origin", "https://app.example.org.evil.example"),
                request -> request.header("Referer", "https://app.example.org/"));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void foreign_sites_write_nothing(UnaryOperator<HttpRequest.Builder> site) {
        var session = TestSession.signedIn();

        for (var path : new String[] {"/v0/auth/logout", "/v0/auth/verify", "/v0/api-keys"}) {
            var request = site.apply(ApiCaller.request(path)
                    .header("Cookie", session.cookie())
                    .header("Content-Type", "application/json"));

            isProblem(ApiCaller.send(request.POST(BodyPublishers.ofString("{}"))), 403, "foreign_origin");
        }
        assertThat(session.get("/v0/auth/session").statusCode()).isEqualTo(200);
    }

    /** What forms of a foreign site can send without asking. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonp"
            })
    void forms_write_nothing(String contentType) {
        var session = TestSession.signedIn();

        var answer = ApiCaller.send(ApiCaller.request("/v0/auth/logout")
                .header("Cookie", session.cookie())
                .header("Origin", TestSession.WEB_APP)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString("{}")));

        isProblem(answer, 415, "unsupported_media_type");
        assertThat(session.get("/v0/auth/session").statusCode()).isEqualTo(200);
    }

    private void lastActive(TestSession session, int minutesAgo) {
        db.preparedQuery("UPDATE session SET last_active_at = now() - make_interval(mins => $2) WHERE merchant = $1")
                .executeAndAwait(Tuple.of(session.merchant().value(), minutesAgo));
    }

    private Instant lastActive(TestSession session) {
        return db.preparedQuery("SELECT last_active_at FROM session WHERE merchant = $1")
                .executeAndAwait(Tuple.of(session.merchant().value()))
                .iterator()
                .next()
                .getOffsetDateTime(0)
                .toInstant();
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(ApiCaller.json(answer).path("code").asText()).isEqualTo(code);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
}
