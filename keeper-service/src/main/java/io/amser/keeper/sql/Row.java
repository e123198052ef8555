package io.amser.keeper.sql;

import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The row that a query stands on, read as values of the chain. */
public final class Row {
    private final ResultSet rows;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    public String text(String column) throws SQLException {
        return rows.getString(column);
    }

    public Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(rows.getString(column));
    }

    public long number(String column) throws SQLException {
        return rows.getLong(column);
    }

    public Optional<Long> optionalNumber(String column) throws SQLException {
        @Nullable Long number = rows.getObject(column, Long.class);
        return Optional.ofNullable(number);
    }

    public BigInteger bigNumber(String column) throws SQLException {
        return rows.getBigDecimal(column).toBigIntegerExact();
    }

    public boolean flag(String column) throws SQLException {
        return rows.getBoolean(column);
    }

    public byte[] bytes(String column) throws SQLException {
        return rows.getBytes(column);
    }

    public Address address(String column) throws SQLException {
        return new Address(text(column));
    }

    public TokenAmount amount(String column) throws SQLException {
        return new TokenAmount(bigNumber(column));
    }

    public ChainTime time(String column) throws SQLException {
        return new ChainTime(number(column));
    }

    /** The columns {@code module} and {@code id}. */
    public SubscriptionKey subscription() throws SQLException {
        return new SubscriptionKey(address("module"), new SubscriptionId(bigNumber("id")));
    }

    /** The column {@code window_id}. */
    public WindowId window() throws SQLException {
        return new WindowId(number("window_id"));
    }
}
