package io.amser.indexer.rpc;

import com.fasterxml.jackson.core.JsonParser;
import io.amser.protocol.ChainId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** The nodes of one chain: one is asked until it fails, then the next; none before it has told its chain's id. */
final class Endpoints implements AutoCloseable {
    private static final RpcCall CHAIN_ID = new RpcCall("eth_chainId", "[]");

    private final HttpClient http;
    private final ChainId chain;
    private final List<RpcEndpoint> endpoints;
    private final Consumer<String> onFailure;
    private final Set<URI> checked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger current = new AtomicInteger();

    /**
     * Nothing is asked yet.
     *
     * @param onFailure hears the name of an endpoint at each failure
     */
    Endpoints(ChainId chain, List<URI> urls, Duration timeout, Consumer<String> onFailure) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
        this.chain = chain;
        this.endpoints =
                urls.stream().map(url -> new RpcEndpoint(http, url, timeout)).toList();
        this.onFailure = onFailure;
    }

    /** Puts a question to the current endpoint; after a failure the next question goes to the next one. */
    <R> R ask(Function<RpcEndpoint, R> question) {
        var index = current.get();
        var endpoint = endpoints.get(index);
        try {
            check(endpoint);
            return question.apply(endpoint);
        } catch (RpcFailure failure) {
            onFailure.accept(RpcFailure.name(endpoint.url()));
            current.compareAndSet(index, (index + 1) % endpoints.size());
            throw failure;
        }
    }

    private void check(RpcEndpoint endpoint) {
        if (checked.contains(endpoint.url())) {
            return;
        }
        var found = endpoint.askAll(List.of(CHAIN_ID), Endpoints::chainId).getFirst();
        if (!found.equals(chain)) {
            throw new WrongChain(endpoint.url(), found, chain);
        }
        checked.add(endpoint.url());
    }

    private static ChainId chainId(JsonParser in) throws IOException {
        return new ChainId(Quantity.parse(in.getText()));
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
