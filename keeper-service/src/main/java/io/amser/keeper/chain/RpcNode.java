package io.amser.keeper.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.amser.keeper.chain.RpcAnswer.Refused;
import io.amser.keeper.chain.RpcAnswer.Result;
import io.amser.protocol.ChainId;
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
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One JSON-RPC endpoint, which has to serve our chain, and which rests for a while after it failed: longer each time. */
final class RpcNode {
    private static final Logger LOG = Logger.getLogger(RpcNode.class);

    /** No honest answer comes near it; a node that sends on and on must not fill the memory. */
    private static final long LONGEST_ANSWER = 64L << 20;

    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI uri;
    private final ChainId chain;
    private final Duration timeout;
    private final HttpClient http;
    private volatile boolean servesOurChain;
    private volatile long newest;
    private int failures;
    private long restsUntil;

    RpcNode(URI uri, ChainId chain, Duration timeout, HttpClient http) {
        this.uri = uri;
        this.chain = chain;
        this.timeout = timeout;
        this.http = http;
    }

    /** One answer per call, in the order of the calls; which chain the node serves is asked along until it has been right. */
    List<RpcAnswer> ask(List<RpcCall> calls) throws IOException {
        try {
            var answers = servesOurChain ? exchange(calls) : exchangeAndCheckChain(calls);
            answered();
            return answers;
        } catch (IOException e) {
            failed(e.getMessage());
            throw e;
        }
    }

    /** The same, with the question which chain the node serves, whatever it said before. */
    List<RpcAnswer> askAnew(List<RpcCall> calls) throws IOException {
        servesOurChain = false;
        return ask(calls);
    }

    /** Counts as a failure what the caller makes nothing of. */
    synchronized void failed(@Nullable String why) {
        if (failures == 0) {
            LOG.warnf("The node %s is of no use now: %s", name(), why);
        }
        servesOurChain = false;
        var rest = FIRST_REST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        restsUntil = System.nanoTime() + rest.toNanos();
    }

    private synchronized void answered() {
        if (failures > 0) {
            LOG.infof("The node %s answers again", name());
        }
        failures = 0;
    }

    /** Whether it failed just now; it is asked all the same if every node does. */
    synchronized boolean rests() {
        return failures > 0 && System.nanoTime() < restsUntil;
    }

    /** The number of the newest block it has told. */
    long newest() {
        return newest;
    }

    void told(long block) {
        newest = block;
    }

    /** Without the path, in which providers put their keys. */
    String name() {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    private List<RpcAnswer> exchangeAndCheckChain(List<RpcCall> calls) throws IOException {
        var all = new ArrayList<RpcCall>(calls.size() + 1);
        all.add(RpcCall.of("eth_chainId"));
        all.addAll(calls);
        var answers = exchange(all);
        if (!(answers.getFirst() instanceof Result(var told))
                || !told.isTextual()
                || !told.asText().equalsIgnoreCase(Quantities.hex(chain.value()))) {
            throw new IOException(name() + " does not serve chain " + chain + ": " + answers.getFirst());
        }
        servesOurChain = true;
        return answers.subList(1, answers.size());
    }

    private List<RpcAnswer> exchange(List<RpcCall> calls) throws IOException {
        var response = post(JSON.writeValueAsBytes(numbered(calls)));
        if (response.statusCode() != 200) {
            throw new IOException(name() + " answers with status " + response.statusCode());
        }
        return inOrder(JSON.readTree(response.body()), calls.size());
    }

    /** The time limit holds for the whole exchange: the one of the request itself would end with the headers. */
    private HttpResponse<byte[]> post(byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        var exchange = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new IOException(name() + " does not answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(name() + " cannot be asked: " + e.getMessage(), e);
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
