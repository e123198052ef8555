package io.amser.webhook.delivery;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A request that the sender has made, which somebody may send on, altered or not. */
record Captured(Map<String, String> headers, Buffer body) {
    private static final Set<String> OF_THE_CONNECTION = Set.of("host", "content-length", "connection");

    static Captured of(HttpServerRequest request, Buffer body) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
        OF_THE_CONNECTION.forEach(headers::remove);
        return new Captured(headers, body);
    }

    Captured with(String header, String value) {
        var changed = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(headers);
        changed.put(header, value);
        return new Captured(changed, body);
    }

    Captured withBody(String text) {
        return new Captured(headers, Buffer.buffer(text));
    }

    /** The status that it is answered with; on a connection of its own, since receivers close kept ones as they like. */
    int sentTo(URI receiver) {
        var request = HttpRequest.newBuilder(receiver).POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes()));
        headers.forEach(request::header);
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
