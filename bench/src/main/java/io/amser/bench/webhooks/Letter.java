package io.amser.bench.webhooks;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** A webhook as it arrived. */
record Letter(String path, MultiMap headers, Buffer body) {

    String id() {
        return headers.get("webhook-id");
    }
}
