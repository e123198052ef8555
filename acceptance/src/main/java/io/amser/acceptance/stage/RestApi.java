package io.amser.acceptance.stage;

import io.amser.devstack.platform.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API as a program of a merchant asks it. */
public final class RestApi implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();

    RestApi(URI base) {
        this.base = base;
    }

    /** What the API says to one question. */
    public record Answer(int status, JsonNode body, Optional<String> incompleteHeader) {}

    public Answer get(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + Platform.DEV_KEY)
                .timeout(PATIENCE)
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    JSON.readTree(answer.body()),
                    answer.headers().firstValue("X-Indexed-Incomplete"));
        } catch (IOException e) {
            throw new UncheckedIOException("The API does not answer at " + base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the API", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
