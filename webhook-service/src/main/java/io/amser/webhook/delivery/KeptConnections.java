package io.amser.webhook.delivery;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Connections that have carried an answer and stay open. A server may close such a one at the very moment at which we send the
 * next request: then nobody has read it, and it is sent once more instead of counting as a failure of the endpoint.
 */
final class KeptConnections {
    private final Set<HttpConnection> answered =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    void answered(HttpConnection connection) {
        answered.add(connection);
    }

    /** Whether a request without an answer is to be sent again. An answer is good for one repetition, so that they end. */
    boolean forgives(HttpConnection connection, Throwable failure) {
        return isClosed(failure) && answered.remove(connection);
    }

    private static boolean isClosed(Throwable failure) {
        return failure instanceof HttpClosedException || failure instanceof IOException;
    }
}
