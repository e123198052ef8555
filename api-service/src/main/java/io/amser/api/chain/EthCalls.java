package io.amser.api.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.amser.protocol.call.Call;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Reads contracts by {@code eth_call} at the newest block: several calls in one request, one endpoint after the other. */
@ApplicationScoped
class EthCalls {
    private static final Logger LOG = Logger.getLogger(EthCalls.class);

    private final List<URI> endpoints;
    private final Duration timeout;
    private final HttpClient http;
    private final ObjectMapper json;

    EthCalls(ChainConfig config, Vertx vertx, ObjectMapper json) {
        this.endpoints = config.rpcUrls();
        this.timeout = config.rpcTimeout();
        this.http = vertx.createHttpClient();
        this.json = json;
    }

    /** The answers in the order of the calls; fails with {@link ChainUnavailable}. */
    <T> Uni<List<T>> read(List<Call<T>> calls) {
        var body = requests(calls);
        return endpoints.stream()
                .map(endpoint -> ask(endpoint, body, calls))
                .reduce((first, next) -> first.onFailure().recoverWithUni(next))
                .orElseThrow()
                .onFailure()
                .transform(e -> new ChainUnavailable("No RPC endpoint gives an answer", e));
    }

    private <T> Uni<List<T>> ask(URI endpoint, String body, List<Call<T>> calls) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(endpoint.toString())
                .putHeader("Content-Type", "application/json");
        return Uni.createFrom()
                .deferred(() -> http.request(options))
                .chain(request -> request.send(body))
                .chain(HttpClientResponse::body)
                .ifNoItem()
                .after(timeout)
                .fail()
                .map(answer -> answers(answer.getBytes(), calls))
                .onFailure()
                .invoke(e -> LOG.warnf("The RPC endpoint at %s gives no answer: %s", endpoint.getHost(), e));
    }

    private <T> String requests(List<Call<T>> calls) {
        var batch = json.createArrayNode();
        for (var id = 0; id < calls.size(); id++) {
            var call = calls.get(id);
            var request = batch.addObject().put("jsonrpc", "2.0").put("id", id).put("method", "eth_call");
            var parameters = request.putArray("params");
            parameters.addObject().put("to", call.to().value()).put("data", call.data());
            parameters.add("latest");
        }
        return batch.toString();
    }

    /** The results of a batch come in any order; one that is missing or an error spoils the batch. */
    private <T> List<T> answers(byte[] body, List<Call<T>> calls) {
        var results = new HashMap<Integer, String>();
        tree(body)
                .forEach(entry -> results.put(
                        entry.path("id").asInt(-1), entry.path("result").asText()));
        return IntStream.range(0, calls.size())
                .mapToObj(id -> calls.get(id).answer(results.getOrDefault(id, "0x")))
                .toList();
    }

    private JsonNode tree(byte[] answer) {
        try {
            return json.readTree(answer);
        } catch (IOException e) {
            throw new ChainUnavailable("An endpoint answered with what is no JSON", e);
        }
    }
}
