package io.amser.jsonroutes;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** What is asked, byte by byte: for those who have a signature to check before anything else is read. */
public record UntouchedRequest(MultiMap headers, Buffer body) {}
