package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.amser.api.ApiDocument.Operation;
import io.amser.api.limit.Limits;
import io.amser.api.problem.ProblemException;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the document says is what is served: every operation gives every status that it is said to give. */
@QuarkusTest
@OnTestServers
class ConformanceIT {
    private static final String CHECK = "/v0/auth/check";

    /** ExplainIT has a chain to ask; no module on any chain has credits yet. */
    private static final Set<String> NOT_HERE =
            Set.of("GET /v0/subscriptions/{merchant}/{id}/explain 200", "GET /v0/credits/{merchant}/{id} 200");

    private static final Set<String> ASKS_THE_CHAIN = Set.of(CHECK, "/v0/subscriptions/{merchant}/{id}/explain");

    private static final Set<String> OF_SESSIONS = Set.of("/v0/auth/verify", "/v0/auth/logout");

    /** An answer that nobody reads. */
    private static final HttpServerResponse NOWHERE = (HttpServerResponse) Proxy.newProxyInstance(
            HttpServerResponse.class.getClassLoader(),
            new Class<?>[] {HttpServerResponse.class},
            (answer, _, _) -> answer);

    private static final String SPENT = ApiCaller.newPlace();

    @Inject
    Limits limits;

    @Test
    void every_documented_status_is_produced() {
        var samples = new ApiSamples();
        var produced = new ArrayList<String>();

        for (var operation : ApiDocument.operations()) {
            for (var status : operation.statuses()) {
                if (isNotHere(operation, status)) {
                    continue;
                }
                var answer = produce(samples, operation, status);
                assertThat(answer.statusCode())
                        .as(operation + " " + status + ": " + answer.body())
                        .isEqualTo(status);
                if (status >= 400) {
                    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                }
                produced.add(operation + " " + status);
            }
        }

        assertThat(produced).hasSizeGreaterThan(80).doesNotHaveDuplicates();
    }

    /** What only the chain's silence can show is asked for here; that the rest is away, OutageTest and its neighbours show. */
    private static boolean isNotHere(Operation operation, int status) {
        return NOT_HERE.contains(operation + " " + status)
                || (status == 503 && !ASKS_THE_CHAIN.contains(operation.path()));
    }

    @Test
    void every_operation_says_that_any_error_is_a_problem() {
        assertThat(ApiDocument.operations())
                .allSatisfy(operation -> assertThat(operation
                                .described()
                                .at("/responses/default/content")
                                .has("application/problem+json"))
                        .isTrue());
    }

    /** As if an address had asked for all that it may in this minute, of every kind. */
    @BeforeEach
    void spend() {
        spend(limits::countAddress);
        spend(limits::countSignIn);
        spend(limits::countWrongCredentials);
    }

    private static void spend(BiConsumer<String, HttpServerResponse> quota) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> {
            for (var request = 0; request < 10_000; request++) {
                quota.accept(SPENT, NOWHERE);
            }
        });
    }

    private static HttpResponse<String> produce(ApiSamples samples, Operation operation, int status) {
        return switch (status) {
            case 304 ->
                ApiCaller.send(samples.request(operation, samples.parameters(operation))
                        .header("If-None-Match", "*"));
            case 400 -> malformed(samples, operation);
            case 401 ->
                operation.path().equals("/v0/auth/verify")
                        ? TestSession.verify("no message", "0x", "siwe=none")
                        : anonymous(samples, operation);
            case 403 -> forbidden(samples, operation);
            case 404 -> unknown(samples, operation);
            case 409 -> conflicting(samples, operation);
            case 413 ->
                ApiCaller.send(samples.request(operation, samples.parameters(operation))
                        .method(operation.method(), BodyPublishers.ofString(" ".repeat(70_000))));
            case 415 ->
                ApiCaller.send(samples.request(operation, samples.parameters(operation))
                        .setHeader("Content-Type", "text/plain"));
            case 429 ->
                ApiCaller.send(samples.request(operation, samples.parameters(operation))
                        .setHeader("X-Forwarded-For", SPENT));
            case 503 -> withoutChain(samples, operation);
            default -> wellDone(samples, operation);
        };
    }

    private static HttpResponse<String> wellDone(ApiSamples samples, Operation operation) {
        if (OF_SESSIONS.contains(operation.path())) {
            var session = TestSession.signedIn();
            return operation.path().equals("/v0/auth/logout") ? session.post(operation.path(), "{}") : verified();
        }
        if (operation.method().equals("DELETE")) {
            var session = TestSession.signedIn();
            var id = ApiCaller.json(session.post("/v0/api-keys", "{\"name\":\"short-lived\"}"))
                    .path("id")
                    .asText();
            return session.delete("/v0/api-keys/" + id);
        }
        return ApiCaller.send(samples.request(operation, samples.parameters(operation)));
    }

    private static HttpResponse<String> verified() {
        var wallet = TestWallet.unknownSoFar();
        var nonce = TestSession.nonce();
        var message = wallet.message(nonce.text());
        return TestSession.verify(message, wallet.sign(message), nonce.cookie());
    }

    private static HttpResponse<String> malformed(ApiSamples samples, Operation operation) {
        var parameters = new LinkedHashMap<>(samples.parameters(operation));
        if (operation.hasBody()) {
            return ApiCaller.send(samples.session()
                    .writing(ApiSamples.target(operation, parameters))
                    .method(operation.method(), BodyPublishers.ofString("{\"broken")));
        }
        var last = operation.parameters().getLast();
        parameters.put(last.name(), "no such thing");
        return ApiCaller.send(samples.request(operation, parameters));
    }

    private static HttpResponse<String> anonymous(ApiSamples samples, Operation operation) {
        return ApiCaller.send(ApiCaller.request(ApiSamples.target(operation, samples.parameters(operation)))
                .header("Origin", TestSession.WEB_APP)
                .header("Content-Type", "application/json")
                .method(operation.method(), BodyPublishers.noBody()));
    }

    /** Another merchant's path, or a write from another site. */
    private static HttpResponse<String> forbidden(ApiSamples samples, Operation operation) {
        var parameters = new LinkedHashMap<>(samples.parameters(operation));
        parameters.replace("merchant", TestChain.newAddress().value());
        var request = samples.request(operation, parameters);
        return ApiCaller.send(
                operation.path().contains("{merchant}")
                        ? request
                        : request.setHeader("Origin", "https://evil.example"));
    }

    private static HttpResponse<String> unknown(ApiSamples samples, Operation operation) {
        var parameters = new LinkedHashMap<>(samples.parameters(operation));
        if (operation.has("chain_id")) {
            parameters.put("chain_id", "1");
        } else if (operation.has("address")) {
            parameters.put("address", TestChain.newAddress().value());
        } else {
            parameters.put("id", "00000000-0000-4000-8000-000000000000");
        }
        return ApiCaller.send(samples.request(operation, parameters));
    }

    private static HttpResponse<String> conflicting(ApiSamples samples, Operation operation) {
        var parameters = new LinkedHashMap<>(samples.parameters(operation));
        parameters.replace("id", "2");
        List<HttpResponse<String>> answers = new ArrayList<>();
        do {
            answers.add(ApiCaller.send(samples.request(operation, parameters)));
        } while (answers.getLast().statusCode() == 201);
        return answers.getLast();
    }

    private static HttpResponse<String> withoutChain(ApiSamples samples, Operation operation) {
        var parameters = new LinkedHashMap<>(samples.parameters(operation));
        if (operation.path().equals(CHECK)) {
            parameters.put("mode", "onchain");
        }
        return ApiCaller.send(samples.request(operation, parameters));
    }
}
