package io.amser.keeper.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One column of many rows, as a parameter of a statement. */
@SuppressWarnings("ArrayRecordComponent") // JDBC takes arrays, and nobody compares these
public record SqlArray(String type, @Nullable Object[] elements) {

    public static <T> SqlArray texts(Collection<T> rows, Function<T, @Nullable String> column) {
        return new SqlArray("text", rows.stream().map(column).toArray());
    }

    public static <T> SqlArray longs(Collection<T> rows, Function<T, @Nullable Long> column) {
        return new SqlArray("bigint", rows.stream().map(column).toArray());
    }

    public static <T> SqlArray flags(Collection<T> rows, Function<T, Boolean> column) {
        return new SqlArray("boolean", rows.stream().map(column).toArray());
    }

    public static <T> SqlArray numbers(Collection<T> rows, Function<T, BigInteger> column) {
        return new SqlArray(
                "numeric", rows.stream().map(column).map(BigDecimal::new).toArray());
    }
}
