package io.amser.devstack.session;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the API says to one request.
 *
 * @param next the path of the page that follows, from the header Link
 */
public record Answer(int status, String body, Optional<String> next) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** This answer if it has the status that it should have. */
    public Answer expecting(int wanted) {
        if (status != wanted) {
            throw new IllegalStateException("The API answers %d, not %d: %s".formatted(status, wanted, body));
        }
        return this;
    }
}
