package io.amser.indexer.rpc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One node, reached over HTTP/1.1 with connections that are kept. */
final class RpcEndpoint {
    private static final int OK = 200;

    private final HttpClient http;
    private final URI url;
    private final Duration timeout;

    RpcEndpoint(HttpClient http, URI url, Duration timeout) {
        this.http = http;
        this.url = url;
        this.timeout = timeout;
    }

    URI url() {
        return url;
    }

    /** Asks several questions of one kind in one request; the answers come in the order of the calls. */
    <T> List<RpcAnswer<T>> ask(List<RpcCall> calls, ResultReader<T> result) {
        var response = exchange(body(calls));
        if (response.statusCode() != OK) {
            throw new RpcFailure(url, "answered with HTTP status " + response.statusCode());
        }
        try {
            return AnswerReader.read(response.body(), calls.size(), result);
        } catch (IOException | IllegalArgumentException e) {
            throw new RpcFailure(url, "gave an answer to " + calls.getFirst().method() + " that cannot be read", e);
        }
    }

    /** Asks questions of one kind whose answers the node has to know. */
    <T> List<T> askAll(List<RpcCall> calls, ResultReader<T> result) {
        return ask(calls, result).stream()
                .map(answer -> known(calls.getFirst(), answer))
                .toList();
    }

    /** The result of a call whose answer the node has to know. */
    <T> T known(RpcCall call, RpcAnswer<T> answer) {
        return switch (answer) {
            case RpcAnswer.Value<T>(var value) ->
                value.orElseThrow(() -> new RpcFailure(url, "answered null to " + call.method()));
            case RpcAnswer.Refusal<T>(var code, var message) ->
                throw new RpcFailure(url, "refused " + call.method() + ": " + message + " (" + code + ")");
        };
    }

    private static String body(List<RpcCall> calls) {
        return calls.size() == 1
                ? calls.getFirst().json(0)
                : IntStream.range(0, calls.size())
                        .mapToObj(i -> calls.get(i).json(i))
                        .collect(Collectors.joining(",", "[", "]"));
    }

    /** The time limit holds for the whole exchange: the one of the request itself would end with the headers. */
    private HttpResponse<byte[]> exchange(String body) {
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var exchange = http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new RpcFailure(url, "did not answer within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new RpcFailure(url, "cannot be reached", e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new RpcFailure(url, "was not waited for", e);
        }
    }
}
