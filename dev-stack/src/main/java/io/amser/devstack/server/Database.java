package io.amser.devstack.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** One database of a PostgreSQL server, as its clients address it. */
public record Database(int port, String name) {

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
    }

    /** The URL that the reactive client takes. */
    public String reactiveUrl() {
        return "postgresql://127.0.0.1:%d/%s".formatted(port, name);
    }

    public String user() {
        return "postgres";
    }

    public String password() {
        return "postgres";
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user(), password());
    }

    /** Whether it takes connections now. */
    boolean isThere() {
        try (var connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException _) {
            return false;
        }
    }
}
