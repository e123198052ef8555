package io.amser.devstack.server;

import java.sql.SQLException;

/** A PostgreSQL server; its one user is called postgres, with the same word as password. */
public sealed interface PostgresServer extends Server permits EmbeddedPostgres, DockerPostgres, Borrowed.Postgres {

    default Database database(String name) {
        return new Database(port(), name);
    }

    default Database createDatabase(String name) {
        return copyDatabase(database("template1"), name);
    }

    /** With all that is in the original, to which nobody may be connected. */
    default Database copyDatabase(Database original, String name) {
        try (var connection = database("postgres").connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"%s\" TEMPLATE \"%s\"".formatted(name, original.name()));
        } catch (SQLException e) {
            throw new IllegalStateException("The database %s could not be created".formatted(name), e);
        }
        return database(name);
    }

    /** Creates the database unless it is there. */
    default Database ensureDatabase(String name) {
        return database(name).isThere() ? database(name) : createDatabase(name);
    }
}
