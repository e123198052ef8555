package io.amser.api.problem;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Tells a database that cannot be reached from a fault of ours. */
final class Outage {
    private Outage() {}

    static boolean isOf(Throwable failure) {
        return switch (failure) {
            case ClosedConnectionException _, ConnectionPoolTooBusyException _ -> true;
            case IOException _, TimeoutException _ -> true;
            // The pool's own "timeout waiting for a connection" has no type of its own.
            case NoStackTraceThrowable _ -> true;
            default -> failure.getCause() != null && isOf(failure.getCause());
        };
    }
}
