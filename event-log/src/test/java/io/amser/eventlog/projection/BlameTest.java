package io.amser.eventlog.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.DisconnectException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlameTest {
    static Throwable[] records() {
        return new Throwable[] {
            database("23505"),
            database("22003"),
            database("P0001"),
            new IllegalStateException("an event that the fold does not expect"),
            new ArithmeticException(),
            new CompletionException(new NullPointerException()),
            new CompositeException(new IllegalArgumentException(), database("22P02")),
        };
    }

    static Throwable[] others() {
        return new Throwable[] {
            database("57P01"),
            database("53300"),
            database("40P01"),
            database("55P03"),
            database("25P03"),
            database("42P01"),
            database("XX000"),
            ClosedConnectionException.INSTANCE,
            new IOException("connection reset"),
            new UncheckedIOException(new IOException()),
            new TimeoutException(),
            new DisconnectException(),
            new CompletionException(new IOException()),
            new CompositeException(new IllegalArgumentException(), new IOException()),
            new OutOfMemoryError(),
        };
    }

    @ParameterizedTest
    @MethodSource("records")
    void what_would_happen_again_is_the_records_fault(Throwable failure) {
        assertThat(Blame.isTheRecords(failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("others")
    void what_passes_or_concerns_all_records_is_not(Throwable failure) {
        assertThat(Blame.isTheRecords(failure)).isFalse();
    }

    private static PgException database(String sqlState) {
        return new PgException("message", "ERROR", sqlState, "detail");
    }
}
