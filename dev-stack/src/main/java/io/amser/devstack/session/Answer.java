package io.amser.devstack.session;

import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the API says to one request.
 *
 * @param next the path of the page that follows, from the header Link
 * @param location where it sends the asker instead, who does not go there by himself
 */
public record Answer(int status, String body, Optional<String> next, Optional<URI> location) {
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
