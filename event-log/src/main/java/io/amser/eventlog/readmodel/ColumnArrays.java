package io.amser.eventlog.readmodel;

import io.amser.protocol.ChainTime;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows of one statement as arrays to {@code UNNEST}, one per column, in the order of its parameters. */
public final class ColumnArrays<T> {
    private final Collection<T> rows;
    private final List<Object> arrays = new ArrayList<>();

    private ColumnArrays(Collection<T> rows) {
        this.rows = rows;
    }

    public static <T> ColumnArrays<T> of(Collection<T> rows) {
        return new ColumnArrays<>(rows);
    }

    /** A {@code text[]} of what the values write themselves as. */
    public ColumnArrays<T> text(Function<T, ? extends @Nullable Object> value) {
        return add(String[]::new, value, Object::toString);
    }

    /** An {@code int[]}. */
    public ColumnArrays<T> ints(Function<T, @Nullable Integer> value) {
        return add(Integer[]::new, value, Function.identity());
    }

    /** A {@code bigint[]}. */
    public ColumnArrays<T> longs(Function<T, @Nullable Long> value) {
        return add(Long[]::new, value, Function.identity());
    }

    /** A {@code bigint[]} of unix seconds. */
    public ColumnArrays<T> times(Function<T, @Nullable ChainTime> value) {
        return add(Long[]::new, value, ChainTime::seconds);
    }

    /** A {@code numeric[]}. */
    public ColumnArrays<T> numbers(Function<T, @Nullable BigInteger> value) {
        return add(Numeric[]::new, value, Numeric::create);
    }

    /** A {@code boolean[]}. */
    public ColumnArrays<T> flags(Predicate<T> value) {
        return add(Boolean[]::new, value::test, Function.identity());
    }

    /** A {@code uuid[]}. */
    public ColumnArrays<T> ids(Function<T, @Nullable UUID> value) {
        return add(UUID[]::new, value, Function.identity());
    }

    /** A {@code bytea[]}. */
    public ColumnArrays<T> bytes(Function<T, @Nullable Buffer> value) {
        return add(Buffer[]::new, value, Function.identity());
    }

    public Tuple tuple() {
        return Tuple.tuple(arrays);
    }

    private <V, C> ColumnArrays<T> add(
            IntFunction<@Nullable C[]> newArray, Function<T, ? extends @Nullable V> value, Function<V, C> column) {
        var array = newArray.apply(rows.size());
        var i = 0;
        for (var row : rows) {
            var it = value.apply(row);
            array[i++] = it == null ? null : column.apply(it);
        }
        arrays.add(array);
        return this;
    }
}
