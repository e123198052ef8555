package io.amser.devstack.session;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API says to one request. */
public record Answer(int status, String body) {
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
