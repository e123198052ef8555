package io.amser.webhook.history;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One attempt: what was sent and what came back.
 *
 * @param fault in one word; empty for a success
 * @param status of the response, if there was one
 * @param request its headers
 * @param response its headers
 * @param answer the beginning of the response's body
 */
record PastAttempt(
        UUID delivery,
        int number,
        Instant startedAt,
        Instant endedAt,
        Optional<String> fault,
        Optional<Integer> status,
        JsonObject request,
        JsonObject response,
        Buffer answer) {}
