package io.amser.api.chain;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.call.Call;
import io.smallrye.mutiny.Uni;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Reads contracts by {@code eth_call}: several calls in one request, one endpoint after the other. */
@ApplicationScoped
public class EthCalls {
    private static final Logger LOG = Logger.getLogger(EthCalls.class);
    private static final int CONNECTIONS = 20;

    private final List<RpcEndpoint> endpoints;
    private final SharedAnswers<List<RpcRequest>, Read> shared;

    EthCalls(ChainConfig config, Vertx vertx, ObjectMapper json, InstantSource clock) {
        var http = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(CONNECTIONS).setConnectTimeout((int)
                        config.rpcTimeout().toMillis()));
        this.endpoints = config.rpcUrls().stream()
                .map(uri -> new RpcEndpoint(uri, config, vertx, http, json))
                .toList();
        this.shared = new SharedAnswers<>(clock);
    }

    /**
     * Every answer in one and the same block: the newest one that an endpoint knows. Equal questions of the same moment are
     * asked once. Fails with {@link ChainUnavailable}.
     *
     * @param since no endpoint is believed whose newest block is older: it has stopped, or follows nobody
     */
    public Uni<ChainAnswers> read(List<? extends Call<?>> calls, ChainTime since) {
        var questions =
                calls.stream().map(call -> RpcRequest.call(call, "latest")).toList();
        return shared.to(
                        questions,
                        () -> first(endpoint -> endpoint.attempt(() -> inNewestBlock(endpoint, calls, since))
                                .invoke(read -> checkSpoken(read.results()))))
                .map(read -> answers(read.block(), calls, read.results()))
                .onFailure(IllegalArgumentException.class)
                .transform(e -> new ChainUnavailable("A contract gives an answer that means nothing", e));
    }

    /** What was answered in a block. */
    private record Read(JsonNode block, List<JsonNode> results) {}

    private static Uni<Read> inNewestBlock(RpcEndpoint endpoint, List<? extends Call<?>> calls, ChainTime since) {
        return newest(endpoint, since)
                .chain(block -> endpoint.ask(in(block, calls)).map(results -> new Read(block, results)));
    }

    private static Uni<JsonNode> newest(RpcEndpoint endpoint, ChainTime since) {
        return endpoint.ask(List.of(RpcRequest.NEWEST_BLOCK))
                .map(List::getFirst)
                .invoke(block -> {
                    if (time(block).isBefore(since)) {
                        throw new ChainUnavailable("The newest block of the endpoint is of "
                                + time(block).iso());
                    }
                });
    }

    /** What a program answers that runs as init code in the newest block; fails with {@link ChainUnavailable}. */
    Uni<String> run(String code) {
        return first(endpoint -> endpoint.attempt(() -> endpoint.ask(List.of(RpcRequest.run(code))))
                        .invoke(EthCalls::checkSpoken))
                .map(results -> results.getFirst().asText());
    }

    /** A contract that one endpoint does not know, another one may; that is no fault of the endpoint. */
    private static void checkSpoken(List<JsonNode> results) {
        if (results.contains(RpcEndpoint.NOTHING)) {
            throw new ChainUnavailable("A contract gives no answer");
        }
    }

    private static List<RpcRequest> in(JsonNode block, List<? extends Call<?>> calls) {
        var hash = Map.of("blockHash", block.path("hash").asText());
        return calls.stream().map(call -> RpcRequest.call(call, hash)).toList();
    }

    private static ChainAnswers answers(JsonNode block, List<? extends Call<?>> calls, List<JsonNode> results) {
        return new ChainAnswers(
                new BlockNumber(Long.decode(block.path("number").asText())),
                new BlockHash(block.path("hash").asText()),
                time(block),
                IntStream.range(0, calls.size())
                        .boxed()
                        .collect(toMap(
                                calls::get,
                                id -> calls.get(id).answer(results.get(id).asText()))));
    }

    private static ChainTime time(JsonNode block) {
        return new ChainTime(Long.decode(block.path("timestamp").asText()));
    }

    private <T> Uni<T> first(Function<RpcEndpoint, Uni<T>> question) {
        return endpoints.stream()
                .map(endpoint -> asked(endpoint, question))
                .reduce((first, next) -> first.onFailure().recoverWithUni(next))
                .orElseThrow()
                .onFailure()
                .transform(e -> new ChainUnavailable("No RPC endpoint gives an answer", e));
    }

    private static <T> Uni<T> asked(RpcEndpoint endpoint, Function<RpcEndpoint, Uni<T>> question) {
        return Uni.createFrom()
                .deferred(() -> question.apply(endpoint))
                .onFailure(e -> !(e instanceof OpenCircuitException))
                .invoke(e -> LOG.warnf("The RPC endpoint at %s gives no answer: %s", endpoint.host(), e));
    }
}
