package io.amser.api.caching;

import java.util.Map;

/** Ends a request whose caller has the answer already; carries no stack trace, because it is an answer. */
public final class NotModified extends RuntimeException {
    private final transient Map<String, String> headers;

    NotModified(Map<String, String> headers) {
        super("Not modified", null, false, false);
        this.headers = headers;
    }

    Map<String, String> headers() {
        return headers;
    }
}
