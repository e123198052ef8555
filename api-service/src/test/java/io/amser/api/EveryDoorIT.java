package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every operation that the document names keeps to the rules of access, those too that are added tomorrow. */
@QuarkusTest
@OnTestServers
class EveryDoorIT {
    private static TestSession me;
    private static TestSession other;
    private static String myKey;

    private record Operation(String method, String path, List<String> security) {
        boolean isOpen() {
            return security.isEmpty();
        }

        boolean namesMerchant() {
            return path.contains("{merchant}");
        }

        boolean reads() {
            return method.equals("GET");
        }

        String of(TestSession merchant) {
            return path.replace("{merchant}", merchant.merchant().value()).replaceAll("\\{[a-z_]+}", "1");
        }
    }

    @BeforeAll
    static void signIn() {
        TestChain.publish();
        me = TestSession.signedIn();
        other = TestSession.signedIn();
        myKey = ApiCaller.json(me.post("/v0/api-keys", "{\"name\":\"mine\"}"))
                .path("key")
                .asText();
    }

    @Test
    void nobody_gets_past_without_credentials() {
        assertThat(operations().filter(operation -> !operation.isOpen()))
                .isNotEmpty()
                .allSatisfy(operation -> {
                    var answer = send(operation, operation.of(me), Map.of());
                    assertThat(answer.statusCode()).as(operation.toString()).isEqualTo(401);
                    assertThat(code(answer)).isEqualTo("unauthorized");
                });
    }

    @Test
    void nobody_is_asked_for_credentials_where_the_document_asks_for_none() {
        assertThat(operations().filter(Operation::isOpen).filter(Operation::reads))
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(
                                send(operation, operation.of(me), Map.of("Authorization", "Bearer amsr_x"))
                                        .statusCode())
                        .as(operation.toString())
                        .isNotIn(401, 403));
    }

    @Test
    void nobody_gets_past_the_name_of_another_merchant() {
        assertThat(operations().filter(Operation::namesMerchant)).isNotEmpty().allSatisfy(operation -> {
            var bySession = send(operation, operation.of(other), Map.of("Cookie", me.cookie()));
            assertThat(bySession.statusCode()).as(operation.toString()).isEqualTo(403);
            assertThat(code(bySession)).isEqualTo("forbidden");
            if (operation.reads()) {
                var byKey = send(operation, operation.of(other), Map.of("Authorization", "Bearer " + myKey));
                assertThat(code(byKey)).as(operation.toString()).isEqualTo("forbidden");
            }
        });
    }

    @Test
    void no_key_writes() {
        assertThat(operations().filter(operation -> !operation.isOpen() && !operation.reads()))
                .isNotEmpty()
                .allSatisfy(operation -> {
                    var answer = send(operation, operation.of(me), Map.of("Authorization", "Bearer " + myKey));
                    assertThat(answer.statusCode()).as(operation.toString()).isEqualTo(403);
                    assertThat(code(answer)).isEqualTo("api_key_read_only");
                });
    }

    @Test
    void no_foreign_site_writes() {
        assertThat(operations().filter(operation -> !operation.reads()))
                .isNotEmpty()
                .allSatisfy(operation -> {
                    var answer = send(
                            operation,
                            operation.of(me),
                            Map.of("Cookie", me.cookie(), "Origin", "https://evil.example"));
                    assertThat(answer.statusCode()).as(operation.toString()).isEqualTo(403);
                    assertThat(code(answer)).isEqualTo("foreign_origin");
                });
    }

    @Test
    void a_key_reads_exactly_where_the_document_says_so() {
        assertThat(operations().filter(operation -> !operation.isOpen() && operation.reads()))
                .isNotEmpty()
                .allSatisfy(operation -> {
                    var answer = send(operation, operation.of(me), Map.of("Authorization", "Bearer " + myKey));
                    if (operation.security().contains("api_key")) {
                        assertThat(answer.statusCode()).as(operation.toString()).isNotIn(401, 403);
                    } else {
                        assertThat(code(answer)).as(operation.toString()).isEqualTo("session_required");
                    }
                });
    }

    private static HttpResponse<String> send(Operation operation, String path, Map<String, String> headers) {
        var request = ApiCaller.request(path).setHeader("Content-Type", "application/json");
        if (!operation.reads()) {
            request.setHeader("Origin", TestSession.WEB_APP);
        }
        headers.forEach(request::setHeader);
        return ApiCaller.send(request.method(
                operation.method(), operation.reads() ? BodyPublishers.noBody() : BodyPublishers.ofString("{}")));
    }

    private static Stream<Operation> operations() {
        return ApiCaller.json(ApiCaller.get("/q/openapi?format=json")).path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(entry -> entry.getValue().has("responses"))
                        .map(entry -> new Operation(
                                entry.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                schemes(entry.getValue().path("security")))));
    }

    private static List<String> schemes(JsonNode security) {
        return StreamSupport.stream(security.spliterator(), false)
                .map(requirement -> requirement.fieldNames().next())
                .toList();
    }

    private static String code(HttpResponse<String> answer) {
        return ApiCaller.json(answer).path("code").asText();
    }
}
