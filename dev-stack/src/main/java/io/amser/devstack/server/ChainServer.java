package io.amser.devstack.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A node of a local EVM chain with id 31337, whose accounts come from the well-known test mnemonic. */
public sealed interface ChainServer extends Server permits EmbeddedChain, DockerChain, Borrowed.Chain {

    String MNEMONIC = "test test test test test test test test test test test junk";

    long CHAIN_ID = 31_337;

    default URI http() {
        return URI.create("http://127.0.0.1:" + port());
    }

    default URI webSocket() {
        return URI.create("ws://127.0.0.1:" + port());
    }

    /** Calls a method of the node, parameters as a JSON array, and returns the answer as JSON. */
    default String call(String method, String parameters) throws IOException {
        var request = HttpRequest.newBuilder(http())
                .header("content-type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}".formatted(method, parameters)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while calling " + method, e);
        }
    }

    /** Whether the node answers now. */
    default boolean answers() {
        try {
            return call("eth_chainId", "[]").contains("0x7a69");
        } catch (IOException _) {
            return false;
        }
    }
}
