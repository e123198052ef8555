package io.amser.devstack.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PostgresServerIT {

    @Test
    void a_fresh_database_is_empty_and_takes_transactions() throws SQLException {
        var database = TestServers.freshDatabase("Shop");

        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE TABLE note (text TEXT)");
            statement.execute("INSERT INTO note VALUES ('kept')");
            connection.commit();
            statement.execute("INSERT INTO note VALUES ('taken back')");
            connection.rollback();
        }

        assertThat(count(database)).isEqualTo(1);
    }

    @Test
    void what_was_committed_survives_a_kill() throws SQLException {
        try (var server = TestServers.freshPostgres()) {
            var database = server.createDatabase("shop");
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE note (text TEXT)");
                statement.execute("INSERT INTO note VALUES ('kept')");
                server.kill();
            }
            assertThat(database.isThere()).isFalse();

            server.restart();

            assertThat(count(database)).isEqualTo(1);
        }
    }

    private static int count(Database database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM note")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
