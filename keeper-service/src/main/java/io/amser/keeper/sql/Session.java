package io.amser.keeper.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One database transaction, in which statements run. */
public final class Session {
    private final Connection connection;

    Session(Connection connection) {
        this.connection = connection;
    }

    /** How many rows changed. */
    public int update(String sql, @Nullable Object... parameters) {
        try (var statement = prepared(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        try (var statement = prepared(sql, parameters);
                var rows = statement.executeQuery()) {
            var found = new ArrayList<T>();
            var row = new Row(rows);
            while (rows.next()) {
                found.add(reader.read(row));
            }
            return found;
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private PreparedStatement prepared(String sql, @Nullable Object[] parameters) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (var i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, bound(parameters[i]));
        }
        return statement;
    }

    private @Nullable Object bound(@Nullable Object parameter) throws SQLException {
        return switch (parameter) {
            case BigInteger number -> new BigDecimal(number);
            case SqlArray(var type, var elements) -> connection.createArrayOf(type, elements);
            case null, default -> parameter;
        };
    }

    /** Makes a value of one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(Row row) throws SQLException;
    }
}
