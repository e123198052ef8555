package io.amser.bench.pipeline;

import io.amser.bench.WrongResult;
import io.amser.devstack.server.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a service has applied, as its own tables say. */
final class AppliedLog implements AutoCloseable {

    private static final String POSITIONS = "SELECT next_offset FROM log_offset ORDER BY partition";
    private static final String EVENTS = "SELECT count(*) FROM history";
    private static final String CHARGES = "SELECT coalesce(sum(times_executed), 0) FROM subscription";
    private static final String NO_SUCH_TABLE = "42P01";

    private final Connection connection;

    AppliedLog(Database database) {
        try {
            connection = database.connect();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the service knows where to start. */
    boolean hasBegun() {
        return !numbers(POSITIONS).isEmpty();
    }

    boolean hasReached(List<Long> ends) {
        return numbers(POSITIONS).equals(ends);
    }

    void require(long events, long charges) {
        var applied = numbers(EVENTS).getFirst();
        var charged = numbers(CHARGES).getFirst();
        if (applied != events || charged != charges) {
            throw new WrongResult("The tables are not the log: %,d of %,d events, %,d of %,d charges."
                    .formatted(applied, events, charged, charges));
        }
    }

    private List<Long> numbers(String query) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var numbers = new ArrayList<Long>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.equals(e.getSQLState())) {
                return List.of();
            }
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
