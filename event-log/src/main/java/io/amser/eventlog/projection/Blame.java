package io.amser.eventlog.projection;

import io.amser.eventlog.position.PositionLost;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Whose fault it is that something was not written: a record's, or that of the world around. */
public final class Blame {
    /** Classes of SQLSTATE that the written values can cause: cardinality, data, integrity, limits, raised by a trigger. */
    private static final Set<String> CAUSED_BY_DATA = Set.of("21", "22", "23", "54", "P0");

    private Blame() {}

    /** Whether the same record would fail again, however long we wait. */
    public static boolean isTheRecords(Throwable failure) {
        return switch (failure) {
            case PgException e -> isCausedByData(e.getSqlState());
            case CompletionException e when e.getCause() != null -> isTheRecords(e.getCause());
            case CompositeException e -> e.getCauses().stream().allMatch(Blame::isTheRecords);
            case PositionLost _, TimeoutException _, VertxException _, KafkaException _ -> false;
            case UncheckedIOException _, CancellationException _, RejectedExecutionException _ -> false;
            case RuntimeException _ -> true;
            default -> false;
        };
    }

    private static boolean isCausedByData(@Nullable String sqlState) {
        return sqlState != null && sqlState.length() == 5 && CAUSED_BY_DATA.contains(sqlState.substring(0, 2));
    }
}
