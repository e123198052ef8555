package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A merchant's programs read with keys, and do nothing else with them. */
@QuarkusTest
@OnTestServers
class ApiKeyIT {
    @Inject
    Pool db;

    @BeforeAll
    static void thereIsABlock() {
        TestChain.publish();
    }

    @Test
    void a_key_is_shown_once_and_reads() {
        var session = TestSession.signedIn();

        var made = make(session, "Back office");

        assertThat(made.path("key").asText()).matches("amsr_test_[0-9A-Za-z]{36}");
        assertThat(read(made, session).statusCode()).isEqualTo(200);
        var listed = session.get("/v0/api-keys");
        assertThat(listed.body()).doesNotContain(made.path("key").asText());
        var row = ApiCaller.elements(listed).getFirst();
        assertThat(row.path("id")).isEqualTo(made.path("id"));
        assertThat(row.path("name").asText()).isEqualTo("Back office");
        assertThat(row.path("beginning").asText())
                .isEqualTo(made.path("key").asText().substring(0, 14));
        assertThat(row.path("created_at")).isEqualTo(made.path("created_at"));
        assertThat(row.path("last_used_at").asText()).isNotEmpty();
    }

    @Test
    void nothing_stored_is_the_key() {
        var session = TestSession.signedIn();
        var key = make(session, "k").path("key").asText();

        var row = db.preparedQuery("SELECT k::text FROM api_key k WHERE merchant = $1")
                .executeAndAwait(Tuple.of(session.merchant().value()))
                .iterator()
                .next()
                .getString(0);

        assertThat(row).doesNotContain(key.substring(14));
    }

    @Test
    void a_slip_of_the_hand_is_told_from_a_key_that_is_no_more_and_one_that_never_was() {
        var session = TestSession.signedIn();
        var made = make(session, "k");
        var key = made.path("key").asText();
        var slip = key.substring(0, 20) + (key.charAt(20) == 'a' ? 'b' : 'a') + key.substring(21);

        refuses(slip, 401, "invalid_api_key");
        refuses(key.substring(0, 30), 401, "invalid_api_key");
        refuses("amsr_", 401, "invalid_api_key");
        refuses("amsr_test_0000000000000000000000000000000jTlRO", 401, "invalid_api_key");
        assertThat(session.delete("/v0/api-keys/" + made.path("id").asText()).statusCode())
                .isEqualTo(204);
        refuses(key, 401, "revoked_api_key");
        db.preparedQuery("DELETE FROM api_key WHERE merchant = $1")
                .executeAndAwait(Tuple.of(session.merchant().value()));
        refuses(key, 401, "unrecognized_api_key");
    }

    @Test
    void a_merchant_has_five_keys_even_if_ten_are_made_at_once() {
        var session = TestSession.signedIn();

        var answers = whileKeysAreStoredSlowly(() -> ApiCaller.sendAtOnce(
                Stream.generate(() -> session.writing("/v0/api-keys").POST(BodyPublishers.ofString("{\"name\":\"k\"}")))
                        .limit(10)));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(5);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 201)
                .hasSize(5)
                .allSatisfy(answer -> isProblem(answer, 409, "too_many_api_keys"));
        assertThat(ApiCaller.elements(session.get("/v0/api-keys"))).hasSize(5);
    }

    /** Each key is counted long before it is there. */
    private <T> T whileKeysAreStoredSlowly(Supplier<T> action) {
        db.query("""
                        CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS
                        'BEGIN PERFORM pg_sleep(0.1); RETURN NEW; END';
                        CREATE TRIGGER slowly BEFORE INSERT ON api_key FOR EACH ROW EXECUTE FUNCTION slowly()
                        """).executeAndAwait();
        try {
            return action.get();
        } finally {
            db.query("DROP FUNCTION slowly CASCADE").executeAndAwait();
        }
    }

    @Test
    void a_revoked_key_makes_room() {
        var session = TestSession.signedIn();
        var first = make(session, "1").path("id").asText();
        Stream.of("2", "3", "4", "5").forEach(name -> make(session, name));

        session.delete("/v0/api-keys/" + first);

        assertThat(make(session, "6").path("key").asText()).isNotEmpty();
        isProblem(session.delete("/v0/api-keys/" + first), 404, "unknown_api_key");
    }

    @Test
    void nobody_sees_or_revokes_anothers_keys() {
        var mine = TestSession.signedIn();
        var others = TestSession.signedIn();
        var made = make(others, "k");

        assertThat(mine.get("/v0/api-keys").body()).isEqualTo("[]");
        isProblem(mine.delete("/v0/api-keys/" + made.path("id").asText()), 404, "unknown_api_key");
        isProblem(mine.delete("/v0/api-keys/" + UUID.randomUUID()), 404, "unknown_api_key");
        assertThat(read(made, others).statusCode()).isEqualTo(200);
        isProblem(read(made, mine), 403, "forbidden");
    }

    @Test
    void a_key_changes_nothing() {
        var session = TestSession.signedIn();
        var key = make(session, "k").path("key").asText();

        for (var path :
                new String[] {"/v0/api-keys", "/v0/auth/logout", "/v0/plans/" + session.merchant(), "/v0/webhooks"}) {
            for (var method : new String[] {"POST", "PUT", "DELETE", "PATCH"}) {
                var answer = ApiCaller.send(ApiCaller.request(path)
                        .header("Authorization", "Bearer " + key)
                        .header("Cookie", session.cookie())
                        .header("Origin", TestSession.WEB_APP)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString("{\"name\":\"k\"}")));

                isProblem(answer, 403, "api_key_read_only");
            }
        }
    }

    @Test
    void a_key_gives_no_rights_over_keys_and_sessions() {
        var key = make(TestSession.signedIn(), "k").path("key").asText();

        isProblem(with(key, "/v0/api-keys"), 401, "session_required");
        isProblem(with(key, "/v0/auth/session"), 401, "session_required");
    }

    @Test
    void public_paths_take_any_key_and_do_not_look_at_it() {
        assertThat(with("amsr_test_nonsense", "/v0/tokens").statusCode()).isEqualTo(200);
        assertThat(with("amsr_test_nonsense", "/v0/status").statusCode()).isEqualTo(200);
    }

    @Test
    void the_last_use_is_written_once_a_minute() {
        var session = TestSession.signedIn();
        var made = make(session, "k");
        assertThat(lastUse(session)).isNull();

        read(made, session);
        var first = lastUse(session);
        read(made, session);

        assertThat(lastUse(session)).isEqualTo(first).isAfter(Instant.now().minusSeconds(60));
        db.preparedQuery("UPDATE api_key SET last_used_at = now() - interval '61 seconds' WHERE merchant = $1")
                .executeAndAwait(Tuple.of(session.merchant().value()));
        read(made, session);
        assertThat(lastUse(session)).isAfter(Instant.now().minusSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":null}",
                "{\"name\":\"\"}",
                "{\"name\":\"   \"}",
                "{\"name\":\"a\\u0000b\"}",
                "{\"name\":\"a\\nb\"}",
                "{\"name\":\"\\u202eevil\"}",
                "{\"name\":\"\\ud800\"}",
                "{\"name\":{}}",
                "{\"name\":[1]}",
                "[]",
                "null",
                "",
                "{"
            })
    void a_name_has_to_be_one(String body) {
        var answer = TestSession.signedIn().post("/v0/api-keys", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void a_name_is_taken_as_it_is_written() {
        var session = TestSession.signedIn();
        var name = "'; DROP TABLE api_key; -- <b>\ud83d\ude00";

        make(session, name.replace("\"", "\\\""));

        assertThat(ApiCaller.elements(session.get("/v0/api-keys"))
                        .getFirst()
                        .path("name")
                        .asText())
                .isEqualTo(name);
        assertThat(session.post("/v0/api-keys", "{\"name\":\"" + "n".repeat(61) + "\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    private static JsonNode make(TestSession session, String name) {
        var answer = session.post("/v0/api-keys", "{\"name\":\"" + name + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return ApiCaller.json(answer);
    }

    private static HttpResponse<String> read(JsonNode made, TestSession of) {
        return with(made.path("key").asText(), "/v0/plans/" + of.merchant());
    }

    private static HttpResponse<String> with(String key, String path) {
        return ApiCaller.send(
                ApiCaller.request(path).header("Authorization", "Bearer " + key).GET());
    }

    private static void refuses(String key, int status, String code) {
        isProblem(with(key, "/v0/plans/0x" + "4".repeat(40)), status, code);
    }

    private Instant lastUse(TestSession session) {
        var row = db.preparedQuery("SELECT last_used_at FROM api_key WHERE merchant = $1")
                .executeAndAwait(Tuple.of(session.merchant().value()))
                .iterator()
                .next();
        return row.getOffsetDateTime(0) == null
                ? null
                : row.getOffsetDateTime(0).toInstant();
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(ApiCaller.json(answer).path("code").asText())
                .as(answer.body())
                .isEqualTo(code);
        assertThat(answer.statusCode()).isEqualTo(status);
    }
}
