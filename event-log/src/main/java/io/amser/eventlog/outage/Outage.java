package io.amser.eventlog.outage;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a database that cannot be reached, or that gave up for now, from a fault of ours. */
public final class Outage {
    /** Classes of SQLSTATE: no connection, two that wait for each other, no resources left, stopped by an operator. */
    private static final Set<String> OUTAGES = Set.of("08", "40", "53", "57");

    private Outage() {}

    public static boolean isOf(Throwable failure) {
        return switch (failure) {
            case ClosedConnectionException _ -> true;
            case PgException e -> isOutage(e.getSqlState());
            case IOException _, TimeoutException _ -> true;
            // The pool's own "timeout waiting for a connection" has no type of its own.
            case NoStackTraceThrowable _ -> true;
            default -> failure.getCause() != null && isOf(failure.getCause());
        };
    }

    private static boolean isOutage(@Nullable String sqlState) {
        return sqlState != null && sqlState.length() == 5 && OUTAGES.contains(sqlState.substring(0, 2));
    }
}
