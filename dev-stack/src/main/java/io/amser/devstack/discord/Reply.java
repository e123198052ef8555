package io.amser.devstack.discord;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One answer of HTTP. */
record Reply(int status, Map<String, String> headers, String body) {

    static Reply json(int status, JsonNode body) {
        return new Reply(status, Map.of("Content-Type", "application/json"), body.toString());
    }

    static Reply html(int status, String body) {
        return new Reply(status, Map.of("Content-Type", "text/html; charset=utf-8"), body);
    }

    static Reply nothing() {
        return new Reply(204, Map.of(), "");
    }

    static Reply elsewhere(String location) {
        return new Reply(302, Map.of("Location", location), "");
    }

    Reply with(Map<String, String> more) {
        var all = new HashMap<>(headers);
        all.putAll(more);
        return new Reply(status, all, body);
    }
}
