package io.amser.bench.webhooks;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;

/** A webhook as it arrived. */
record Letter(String path, MultiMap headers, Buffer body) {

    String id() {
        return Objects.requireNonNull(headers.get("webhook-id"), "a webhook without an id");
    }
}
