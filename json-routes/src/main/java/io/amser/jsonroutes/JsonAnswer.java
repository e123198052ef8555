package io.amser.jsonroutes;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** What a request is answered with. */
public record JsonAnswer(int status, Map<String, String> headers, Buffer body) {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Map<String, String> PROBLEM = Map.of("Content-Type", "application/problem+json");
    private static final Map<String, String> TRY_AGAIN =
            Map.of("Content-Type", "application/problem+json", "Retry-After", "5");

    public static JsonAnswer of(int status, JsonObject body) {
        return new JsonAnswer(status, JSON, body.toBuffer());
    }

    public static JsonAnswer list(JsonArray body) {
        return new JsonAnswer(200, JSON, body.toBuffer());
    }

    /** A part of a list, and the path of what follows it. */
    public static JsonAnswer page(Buffer body, String next) {
        return new JsonAnswer(
                200, Map.of("Content-Type", "application/json", "Link", "<" + next + ">; rel=\"next\""), body);
    }

    public static JsonAnswer nothing() {
        return new JsonAnswer(204, Map.of(), Buffer.buffer());
    }

    static JsonAnswer problem(int status, JsonObject body) {
        return new JsonAnswer(status, status == 503 ? TRY_AGAIN : PROBLEM, body.toBuffer());
    }

    void write(HttpServerResponse response) {
        headers.forEach(response::putHeader);
        response.setStatusCode(status).end(body);
    }
}
