package io.amser.acceptance.stage;

import io.amser.devstack.server.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The read model in one service's database, every row as text: equal texts are equal tables. */
public final class Tables {

    private static final List<String> READ_MODEL = List.of(
            "module",
            "plan",
            "subscription",
            "blocked_subscriber",
            "token_policy",
            "processor",
            "allowance",
            "incomplete",
            "history");

    private Tables() {}

    static SortedMap<String, List<String>> of(Database database) {
        var tables = new TreeMap<String, List<String>>();
        try (var connection = database.connect()) {
            for (var table : READ_MODEL) {
                tables.put(table, rows(connection, table));
            }
            return tables;
        } catch (SQLException e) {
            throw new IllegalStateException("The tables of " + database.name() + " cannot be read", e);
        }
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT t::text FROM %s t ORDER BY 1".formatted(table))) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }
}
