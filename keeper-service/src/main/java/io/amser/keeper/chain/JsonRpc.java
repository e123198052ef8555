package io.amser.keeper.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.amser.keeper.chain.RpcAnswer.Refused;
import io.amser.keeper.chain.RpcAnswer.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** JSON-RPC in batches to one of several nodes: the one that answered last, and another one as soon as it does not. */
final class JsonRpc {
    /** Hosted nodes refuse longer batches. */
    private static final int LONGEST_BATCH = 100;

    /** No honest answer comes near it; a node that sends on and on must not fill the memory. */
    private static final long LONGEST_ANSWER = 64L << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<URI> nodes;
    private final Duration timeout;
    private final HttpClient http;
    private final AtomicInteger preferred = new AtomicInteger();

    JsonRpc(List<URI> nodes, Duration timeout) {
        this.nodes = List.copyOf(nodes);
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    JsonNode call(String method, Object... params) {
        return batch(List.of(RpcCall.of(method, params))).getFirst().result();
    }

    /** One answer per call, in the order of the calls. */
    List<RpcAnswer> batch(List<RpcCall> calls) {
        var answers = new ArrayList<RpcAnswer>(calls.size());
        for (var from = 0; from < calls.size(); from += LONGEST_BATCH) {
            answers.addAll(answersOfAny(calls.subList(from, Math.min(calls.size(), from + LONGEST_BATCH))));
        }
        return answers;
    }

    private List<RpcAnswer> answersOfAny(List<RpcCall> calls) {
        @Nullable IOException last = null;
        var first = preferred.get();
        for (var i = 0; i < nodes.size(); i++) {
            var index = (first + i) % nodes.size();
            try {
                var answers = answersOf(nodes.get(index), calls);
                if (i + 1 == nodes.size() || isOfUse(answers)) {
                    preferred.set(index);
                    return answers;
                }
            } catch (IOException e) {
                last = e;
            }
        }
        throw last == null
                ? new ChainUnreachable("No node is configured in amser.chain.rpc-urls")
                : new ChainUnreachable("No node answers: " + last.getMessage(), last);
    }

    /** A node that refuses everything is over its limit, or behind. */
    private static boolean isOfUse(List<RpcAnswer> answers) {
        return answers.stream().anyMatch(answer -> !(answer instanceof Refused refused) || refused.byContract());
    }

    private List<RpcAnswer> answersOf(URI node, List<RpcCall> calls) throws IOException {
        var response = exchange(node, JSON.writeValueAsBytes(numbered(calls)));
        if (response.statusCode() != 200) {
            throw new IOException(node.getHost() + " answers with status " + response.statusCode());
        }
        return inOrder(JSON.readTree(response.body()), calls.size());
    }

    /** The time limit holds for the whole exchange: the one of the request itself would end with the headers. */
    private HttpResponse<byte[]> exchange(URI node, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(node)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        var exchange = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new IOException(node.getHost() + " does not answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(node.getHost() + " cannot be asked: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new ChainUnreachable("Interrupted while waiting for a node", e);
        }
    }

    private static List<Map<String, ?>> numbered(List<RpcCall> calls) {
        var requests = new ArrayList<Map<String, ?>>(calls.size());
        for (var call : calls) {
            requests.add(
                    Map.of("jsonrpc", "2.0", "id", requests.size(), "method", call.method(), "params", call.params()));
        }
        return requests;
    }

    /** A node may answer the calls of a batch in any order. */
    private static List<RpcAnswer> inOrder(JsonNode body, int expected) throws IOException {
        var answers = new ArrayList<@Nullable RpcAnswer>(Collections.nCopies(expected, null));
        for (var answer : body.isArray() ? body : List.<JsonNode>of()) {
            var id = answer.path("id").asInt(-1);
            if (id >= 0 && id < expected) {
                answers.set(id, answer(answer));
            }
        }
        var complete = new ArrayList<RpcAnswer>(expected);
        for (var answer : answers) {
            if (answer == null) {
                throw new IOException("The node left calls unanswered: " + abbreviated(body));
            }
            complete.add(answer);
        }
        return complete;
    }

    private static RpcAnswer answer(JsonNode answer) {
        var error = answer.path("error");
        return error.isMissingNode() || error.isNull()
                ? new Result(answer.path("result"))
                : new Refused(error.path("code").asLong(), error.path("message").asText());
    }

    private static String abbreviated(JsonNode body) {
        var text = body.toString();
        return text.substring(0, Math.min(200, text.length()));
    }
}
