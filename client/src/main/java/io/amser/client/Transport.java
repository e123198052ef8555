package io.amser.client;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks over HTTP; the key goes to the API alone, whatever an answer points to. */
record Transport(HttpClient http, URI base, @Nullable String key, Duration timeout) {

    private static final int OK = 200;

    /** The next page is the same list with another query, wherever a gateway has put the API. */
    private static final Pattern NEXT = Pattern.compile("<[^?>]*(\\?[^>]*)>\\s*;\\s*rel=\"?next\"?");

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /** Part of a list, and where the next part is. */
    record Page<T>(List<T> items, @Nullable URI next) {}

    /** What a body is read as; null in JSON is null. */
    private interface Form<T> {
        @Nullable
        T read(byte[] body) throws IOException;
    }

    static Transport to(URI base) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new Transport(http, base, null, Duration.ofSeconds(10));
    }

    <T> T get(URI uri, Class<T> type) {
        return read(answer(uri), body -> Json.MAPPER.readValue(body, type));
    }

    <T> Page<T> page(URI uri, Class<T> type) {
        var answer = answer(uri);
        List<T> items = read(answer, body -> Json.MAPPER.readerForListOf(type).readValue(body));
        return new Page<>(items, next(answer));
    }

    /** The part behind the API's address, {@code /v0/…} with its query. */
    URI uri(String pathAndQuery) {
        var prefix = base.toString();
        return URI.create((prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix) + pathAndQuery);
    }

    private HttpResponse<byte[]> answer(URI uri) {
        var request = HttpRequest.newBuilder(uri).header("Accept", "application/json, application/problem+json");
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        var answer = send(request.build());
        if (answer.statusCode() != OK) {
            throw problem(answer);
        }
        return answer;
    }

    /** One time limit for the whole exchange: the request's own ends with the headers. */
    private HttpResponse<byte[]> send(HttpRequest request) {
        var exchange = http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw AmserException.unreachable("The API cannot be reached at " + base, e.getCause());
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw AmserException.unreachable("The API has not answered within " + timeout, e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw AmserException.unreachable("Interrupted while waiting for the API", e);
        }
    }

    private static <T> T read(HttpResponse<byte[]> answer, Form<T> form) {
        try {
            var value = form.read(answer.body());
            if (value != null) {
                return value;
            }
        } catch (IOException e) {
            throw AmserException.notUnderstood(answer.statusCode(), "The answer is not what the API writes", e);
        }
        throw AmserException.notUnderstood(answer.statusCode(), "The answer is empty", null);
    }

    private static AmserException problem(HttpResponse<byte[]> answer) {
        var problem = tree(answer);
        return problem.path("code").isTextual()
                ? AmserException.of(answer.statusCode(), problem, retryAfter(answer))
                : AmserException.notUnderstood(
                        answer.statusCode(), "HTTP " + answer.statusCode() + " without a problem of the API", null);
    }

    private static JsonNode tree(HttpResponse<byte[]> answer) {
        try {
            return Json.MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw AmserException.notUnderstood(
                    answer.statusCode(), "HTTP " + answer.statusCode() + " without a problem of the API", e);
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(null);
    }

    private @Nullable URI next(HttpResponse<?> answer) {
        return answer.headers().allValues("Link").stream()
                .map(NEXT::matcher)
                .filter(Matcher::find)
                .map(link -> answer.uri().resolve(answer.uri().getRawPath() + link.group(1)))
                .findFirst()
                .orElse(null);
    }

    @Override
    public String toString() {
        return "Transport[" + base + (key == null ? "]" : ", with a key]");
    }
}
