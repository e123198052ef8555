package io.amser.api.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smallrye.mutiny.Uni;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One JSON-RPC endpoint behind a breaker: while it rests after failures, nobody waits for it. It is believed once it has said
 * that it serves the right chain, and has to say so again after each rest.
 */
final class RpcEndpoint {
    /** What a contract says that says nothing. */
    static final JsonNode NOTHING = TextNode.valueOf("0x");

    private static final int FAILURES = 5;
    private static final int REVERTED = 3;
    private static final RpcRequest WHICH_CHAIN = new RpcRequest("eth_chainId", List.of());

    private final URI uri;
    private final long chain;
    private final Duration timeout;
    private final HttpClient http;
    private final ObjectMapper json;
    private final CircuitBreaker breaker;
    private volatile boolean servesChain;

    RpcEndpoint(URI uri, ChainConfig config, Vertx vertx, HttpClient http, ObjectMapper json) {
        this.uri = uri;
        this.chain = config.id();
        this.timeout = config.rpcTimeout();
        this.http = http;
        this.json = json;
        var options = new CircuitBreakerOptions()
                .setMaxFailures(FAILURES)
                .setTimeout(timeout.toMillis())
                .setResetTimeout(config.rpcRest().toMillis())
                .setNotificationAddress(null);
        this.breaker = CircuitBreaker.create(uri.toString(), vertx.getDelegate(), options)
                .openHandler(_ -> servesChain = false);
    }

    String host() {
        return uri.getHost();
    }

    /** Runs an exchange with the endpoint, of one question or of several that build on each other; fails at once while it rests. */
    <T> Uni<T> attempt(Supplier<Uni<T>> exchange) {
        var checked = Uni.createFrom()
                .deferred(() -> servesChain ? exchange.get() : checkChain().chain(exchange::get));
        return Uni.createFrom()
                .completionStage(() ->
                        breaker.<T>execute(promise -> run(checked, promise)).toCompletionStage());
    }

    private static <T> void run(Uni<T> exchange, Promise<T> promise) {
        exchange.subscribe().with(promise::tryComplete, promise::tryFail);
    }

    private Uni<Void> checkChain() {
        return ask(List.of(WHICH_CHAIN))
                .invoke(answers -> {
                    var served = Long.decode(answers.getFirst().asText());
                    if (served != chain) {
                        throw new ChainUnavailable("The endpoint serves chain " + served + " instead of " + chain);
                    }
                    servesChain = true;
                })
                .replaceWithVoid();
    }

    /**
     * The results in the order of the requests. A contract that reverts has answered as one has that is not there: with
     * nothing. Any other error in one of them is a failure of all.
     */
    Uni<List<JsonNode>> ask(List<RpcRequest> requests) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(uri.toString())
                .setTimeout(timeout.toMillis())
                .putHeader("Content-Type", "application/json");
        return Uni.createFrom()
                .deferred(() -> http.request(options))
                .chain(request -> request.send(body(requests)))
                .chain(HttpClientResponse::body)
                .map(answer -> results(answer.getBytes(), requests.size()));
    }

    private String body(List<RpcRequest> requests) {
        var batch = json.createArrayNode();
        for (var id = 0; id < requests.size(); id++) {
            var request = requests.get(id);
            batch.addObject()
                    .put("jsonrpc", "2.0")
                    .put("id", id)
                    .put("method", request.method())
                    .set("params", json.valueToTree(request.parameters()));
        }
        return batch.toString();
    }

    /** The results of a batch come in any order. */
    private List<JsonNode> results(byte[] body, int requests) {
        var results = new HashMap<Integer, JsonNode>();
        tree(body).forEach(entry -> results.put(entry.path("id").asInt(-1), result(entry)));
        var inOrder = IntStream.range(0, requests).mapToObj(results::get).toList();
        if (inOrder.stream().anyMatch(RpcEndpoint::isNoAnswer)) {
            throw new ChainUnavailable("The endpoint refuses a call");
        }
        return inOrder;
    }

    private static JsonNode result(JsonNode entry) {
        return isRevert(entry.path("error")) ? NOTHING : entry.path("result");
    }

    /** Clients differ in code and words; all of them say that something was reverted. */
    private static boolean isRevert(JsonNode error) {
        return error.path("code").asInt() == REVERTED
                || error.path("message").asText().toLowerCase(Locale.ROOT).contains("revert");
    }

    private static boolean isNoAnswer(@Nullable JsonNode result) {
        return result == null || result.isMissingNode() || result.isNull();
    }

    private JsonNode tree(byte[] answer) {
        try {
            return json.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException("The endpoint answers with what is no JSON", e);
        }
    }
}
