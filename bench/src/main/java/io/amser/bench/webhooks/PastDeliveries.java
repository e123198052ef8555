package io.amser.bench.webhooks;

import io.amser.devstack.server.Database;
import io.amser.protocol.Address;
import java.sql.SQLException;
import java.util.List;

/** What was delivered before today's work began, written by SQL: all of it on one day, which is more than a real day has. */
final class PastDeliveries {

    private static final String BODY_OF_A_CHARGE =
            "{\"type\":\"payment.succeeded\",\"sequence\":1,\"data\":{\"filling\":\"" + "x".repeat(600) + "\"}}";

    private static final String DAY = "SELECT make_day(current_date)";

    /** One event of each number between two, of the merchants in turn. */
    private static final String EVENTS = """
            INSERT INTO event (day, id, merchant, position, type, created_at, body)
            SELECT current_date, 'evt_' || lpad(n::text, 26, '0'), merchants[1 + n % cardinality(merchants)],
                   1000000000 + n, 'PAYMENT_SUCCEEDED', now(), convert_to(?, 'UTF8')
              FROM (SELECT ?::text[] AS merchants) AS given, generate_series(?::bigint, ?::bigint - 1) AS n
            """;

    private static final String DELIVERIES = """
            INSERT INTO finished_delivery (id, endpoint, event_day, event_id, outcome, attempts, created_at, finished_at)
            SELECT uuidv7(), endpoint.id, event.day, event.id, 'DELIVERED', 1, now(), now()
              FROM event
              JOIN endpoint USING (merchant)
             WHERE event.position >= 1000000000 + ?
            """;

    private static final String ATTEMPTS = """
            INSERT INTO attempt (event_day, delivery, number, started_at, ended_at, status, request, response, answer)
            SELECT event_day, id, 1, created_at, finished_at, 204, '{"Content-Type":"application/json"}', '{}', ''
              FROM finished_delivery
             WHERE event_id >= 'evt_' || lpad(?::text, 26, '0') AND event_id < 'evt_00000000000001'
            """;

    private final Database database;
    private final List<Address> merchants;
    private long count;

    PastDeliveries(Database database, List<Address> merchants) {
        this.database = database;
        this.merchants = merchants;
    }

    /** Adds what is missing to so many. */
    void growTo(long wanted) {
        var names = merchants.stream().map(Address::value).toArray(String[]::new);
        execute(DAY);
        execute(EVENTS, BODY_OF_A_CHARGE, names, count, wanted);
        execute(DELIVERIES, count);
        execute(ATTEMPTS, count);
        execute("VACUUM (ANALYZE)");
        execute("CHECKPOINT");
        count = wanted;
    }

    private void execute(String sql, Object... arguments) {
        try (var connection = database.connect();
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < arguments.length; i++) {
                var argument = arguments[i];
                statement.setObject(
                        i + 1, argument instanceof String[] texts ? connection.createArrayOf("text", texts) : argument);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("Past deliveries could not be written", e);
        }
    }
}
