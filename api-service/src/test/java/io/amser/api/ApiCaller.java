package io.amser.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.amser.devstack.process.Readiness;
import io.amser.eventlog.HeadRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** Calls the service under test over HTTP. */
final class ApiCaller {
    static final String DEV_KEY = "the-key-of-these-tests";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final HttpClient HTTP_2 =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger PLACES = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private ApiCaller() {}

    static HttpResponse<String> get(String pathAndQuery) {
        return send(request(pathAndQuery).GET());
    }

    static HttpResponse<String> getAsMerchant(String pathAndQuery) {
        return send(request(pathAndQuery)
                .header("Authorization", "Bearer " + DEV_KEY)
                .GET());
    }

    /** Whatever a test asks, the answer is one that the document tells of. */
    static HttpResponse<String> send(HttpRequest.Builder request) {
        var answer = sendUnchecked(HTTP, request);
        var asked = answer.request();
        if (asked.uri().getPath().startsWith("/v0/")) {
            var contradictions = ApiDocument.contradictions(answer);
            if (!contradictions.isEmpty()) {
                throw new AssertionError("The document tells otherwise of " + asked.method() + " " + asked.uri() + ": "
                        + contradictions + " in " + answer.body());
            }
        }
        return answer;
    }

    static HttpResponse<String> sendOverHttp2(HttpRequest.Builder request) {
        var answer = sendUnchecked(HTTP_2, request.timeout(PATIENCE));
        if (answer.version() != HttpClient.Version.HTTP_2) {
            throw new AssertionError("Answered over " + answer.version());
        }
        return answer;
    }

    private static HttpResponse<String> sendUnchecked(HttpClient http, HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All are on their way before the first answer is awaited. */
    static List<HttpResponse<String>> sendAtOnce(Stream<HttpRequest.Builder> requests) {
        return requests.map(ApiCaller::sendLater).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    /** Is on its way, and answered when it is. */
    static CompletableFuture<HttpResponse<String>> sendLater(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As if each came from another place, so that tests do not spend each other's quotas. */
    static HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(base() + pathAndQuery))
                .timeout(PATIENCE)
                .header("X-Forwarded-For", newPlace());
    }

    static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    }

    /** The elements of an array, each as it was written. */
    static List<JsonNode> elements(HttpResponse<String> response) {
        var elements = new ArrayList<JsonNode>();
        json(response).forEach(elements::add);
        return elements;
    }

    /** The same JSON without white space, in the same order. */
    static String compact(String text) {
        return json(text).toString();
    }

    static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    static void awaitIndexed(HeadRecord head) {
        if (!Readiness.isReadyWithin(PATIENCE, () -> isIndexed(head))) {
            throw new AssertionError("Block " + head.number() + " is not indexed: "
                    + get("/v0/status").body());
        }
    }

    private static boolean isIndexed(HeadRecord head) {
        return json(get("/v0/status"))
                .at("/chains/0/indexed/hash")
                .asText()
                .equals(head.hash().value());
    }

    static String newPlace() {
        var place = PLACES.incrementAndGet();
        return "10.%d.%d.%d".formatted(place >> 16, (place >> 8) & 0xff, place & 0xff);
    }

    private static String base() {
        return "http://127.0.0.1:" + port();
    }
}
