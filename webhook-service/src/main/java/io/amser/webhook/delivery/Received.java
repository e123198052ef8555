package io.amser.webhook.delivery;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;

/**
 * What came of sending a parcel.
 *
 * @param headers of the response, empty without one
 * @param body the beginning of the response's body
 */
public record Received(Answer answer, Map<String, String> headers, Buffer body, Instant startedAt, Instant endedAt) {}
