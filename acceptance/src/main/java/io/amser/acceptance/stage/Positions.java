package io.amser.acceptance.stage;

import io.amser.devstack.server.Database;
import io.amser.eventlog.topic.Topic;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** How far a service has applied the log of events: the offset of the next record, by partition. */
record Positions(Map<Integer, Long> nextOffsets) {

    static Positions of(Database database) {
        try (var connection = database.connect();
                var statement =
                        connection.prepareStatement("SELECT partition, next_offset FROM log_offset WHERE topic = ?")) {
            statement.setString(1, Topic.CHAIN_EVENTS.name());
            var found = statement.executeQuery();
            var offsets = new HashMap<Integer, Long>();
            while (found.next()) {
                offsets.put(found.getInt("partition"), found.getLong("next_offset"));
            }
            return new Positions(Map.copyOf(offsets));
        } catch (SQLException e) {
            throw new IllegalStateException("The positions in " + database.name() + " cannot be read", e);
        }
    }

    boolean covers(Positions other) {
        return other.nextOffsets.entrySet().stream()
                .allMatch(reached -> nextOffsets.getOrDefault(reached.getKey(), 0L) >= reached.getValue());
    }
}
