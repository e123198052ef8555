package io.amser.devstack.demo;

import io.amser.devstack.platform.Platform;
import io.amser.protocol.Address;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
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

/** The REST API as a merchant's server sees it. */
public final class Api implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();

    public Api(URI base) {
        this.base = base;
    }

    /** Empty as long as the API has not heard of it. */
    public Optional<JsonNode> subscription(Address merchant, SubscriptionKey subscription) {
        return found("/v0/subscriptions/%s/%s".formatted(merchant, subscription.id()));
    }

    public JsonNode activity(Address merchant) {
        return get("/v0/activity/%s?limit=1000".formatted(merchant));
    }

    public boolean isAuthorized(PlanKey plan, Address wallet) {
        return get("/v0/auth/check?module_address=%s&wallet=%s&plan_ids=%s".formatted(plan.module(), wallet, plan.id()))
                .get("authorized")
                .asBoolean();
    }

    public JsonNode status() {
        return get("/v0/status");
    }

    private JsonNode get(String path) {
        return found(path).orElseThrow(() -> new IllegalStateException("The API knows nothing at " + path));
    }

    private Optional<JsonNode> found(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + Platform.DEV_KEY)
                .timeout(PATIENCE)
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case OK -> Optional.of(JSON.readTree(answer.body()));
                case NOT_FOUND -> Optional.empty();
                default ->
                    throw new IllegalStateException(
                            "The API answers %s with %d: %s".formatted(path, answer.statusCode(), answer.body()));
            };
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
