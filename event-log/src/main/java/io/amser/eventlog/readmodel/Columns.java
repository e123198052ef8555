package io.amser.eventlog.readmodel;

import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.TokenAmount;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Reads columns as values of the chain. */
public final class Columns {
    private Columns() {}

    public static Address address(Row row, String column) {
        return new Address(row.getString(column));
    }

    public static ChainTime time(Row row, String column) {
        return new ChainTime(row.getLong(column));
    }

    public static @Nullable ChainTime nullableTime(Row row, String column) {
        var seconds = row.getLong(column);
        return seconds == null ? null : new ChainTime(seconds);
    }

    public static TokenAmount amount(Row row, String column) {
        return new TokenAmount(number(row, column));
    }

    public static SubscriptionId subscriptionId(Row row, String column) {
        return new SubscriptionId(number(row, column));
    }

    /** The amount or on-chain id in a {@code numeric} column. */
    public static BigInteger number(Row row, String column) {
        return row.getNumeric(column).bigIntegerValue();
    }
}
