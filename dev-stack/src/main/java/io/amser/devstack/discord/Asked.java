package io.amser.devstack.discord;

import java.util.List;
import java.util.Map;

/** One request of the bot and its answer, as they went over the wire. */
public record Asked(
        String method,
        String path,
        Map<String, List<String>> requestHeaders,
        String requestBody,
        int status,
        Map<String, String> headers,
        String body) {}
