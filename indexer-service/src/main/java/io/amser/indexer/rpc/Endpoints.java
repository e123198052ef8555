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
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** The nodes of one chain: one is asked until it fails, then the next; one that tells the id of another chain is left for good. */
final class Endpoints implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Endpoints.class);
    private static final RpcCall CHAIN_ID = new RpcCall("eth_chainId", "[]");

    private final HttpClient http;
    private final ChainId chain;
    private final List<RpcEndpoint> endpoints;
    private final Consumer<String> onFailure;
    private final Set<URI> checked = ConcurrentHashMap.newKeySet();
    private final Set<URI> left = ConcurrentHashMap.newKeySet();
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

    /**
     * Puts a question to the current endpoint; after a failure the next question goes to the next one.
     *
     * @throws WrongChain if no endpoint is left that serves our chain
     */
    <R> R ask(Function<RpcEndpoint, R> question) {
        var index = current.get();
        var endpoint = endpoints.get(index);
        try {
            check(endpoint);
            return question.apply(endpoint);
        } catch (RpcFailure failure) {
            onFailure.accept(RpcFailure.name(endpoint.url()));
            current.compareAndSet(index, nextAfter(index));
            throw failure;
        }
    }

    private int nextAfter(int index) {
        return IntStream.rangeClosed(1, endpoints.size())
                .map(step -> (index + step) % endpoints.size())
                .filter(candidate -> !left.contains(endpoints.get(candidate).url()))
                .findFirst()
                .orElse(index);
    }

    private void check(RpcEndpoint endpoint) {
        if (checked.contains(endpoint.url())) {
            return;
        }
        var found = endpoint.askAll(List.of(CHAIN_ID), Endpoints::chainId).getFirst();
        if (!found.equals(chain)) {
            leave(endpoint.url(), new WrongChain(endpoint.url(), found, chain));
        }
        checked.add(endpoint.url());
    }

    private void leave(URI endpoint, WrongChain reason) {
        var isNew = left.add(endpoint);
        if (endpoints.stream().map(RpcEndpoint::url).allMatch(left::contains)) {
            throw reason;
        }
        if (isNew) {
            LOG.errorf("%s. This endpoint is left, somebody has to look.", reason.getMessage());
        }
        throw new RpcFailure(endpoint, "serves another chain and is left");
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
