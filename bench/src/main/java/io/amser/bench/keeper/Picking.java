package io.amser.bench.keeper;

import io.amser.bench.WrongResult;
import io.amser.bench.figure.Rounds;
import io.amser.devstack.server.PostgresServer;
import io.amser.keeper.schedule.DueCharges;
import io.amser.keeper.sql.Database;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;

/** Picking what is due from tables of two sizes, of which as many rows are due. */
final class Picking {

    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;
    private static final int DUE = 400;
    private static final int LOT = 200;
    private static final int ROUNDS = 300;
    private static final int WARM_UP = 100;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final ChainTime NOW = new ChainTime(2_000_000_000);
    private static final Address PROCESSOR = new Address("0x" + "ab".repeat(20));

    /** A share of the subscriptions is due, in no order that the table knows. */
    private static final String FILL = """
            INSERT INTO due (module, id, processor, payer, token, window_id, due_at, billing_interval, allowance_expiry,
                             reported, next_attempt_at)
            SELECT '0x' || lpad(to_hex(n % 1000), 40, '0'), n, ?, '0x' || lpad(to_hex(n), 40, '0'),
                   '0x' || repeat('cd', 20), 2, at, 2592000, 4000000000, false, at
              FROM (SELECT n, CASE WHEN n % (? / ?) = 0 THEN ?::bigint - 1 - n % 9973 ELSE ?::bigint + n END AS at
                      FROM generate_series(1, ?) AS n) AS subscription
            """;

    private static final String SUBMISSION = """
            INSERT INTO submission (key_address, nonce, target, call_data, gas_limit, valid_until, state)
            VALUES ('0x' || repeat('ef', 20), 0, ?, '', 21000, 0, 'INCLUDED')
            """;

    /** All were charged in the window before. */
    private static final String CHARGED = """
            INSERT INTO charge (module, id, window_id, payer, token, amount, due_at, state, key_address, nonce)
            SELECT module, id, 1, payer, token, 10000000, due_at - 2592000, 'CHARGED', '0x' || repeat('ef', 20), 0
              FROM due
            """;

    private Picking() {}

    /** How many times as long picking takes among the many. */
    static double growth(PostgresServer postgres, PrintStream progress) {
        var few = filled(postgres, "picking-few", FEW);
        var many = filled(postgres, "picking-many", MANY);
        var fewTimes = new Rounds();
        var manyTimes = new Rounds();
        for (var round = 0; round < WARM_UP + ROUNDS; round++) {
            var among = pick(few);
            var amongMany = pick(many);
            if (round >= WARM_UP) {
                fewTimes.add(among);
                manyTimes.add(amongMany);
            }
        }
        progress.printf(
                "  %d windows are picked in %.2f ms among %,d, in %.2f ms among %,d%n",
                LOT, fewTimes.median(), FEW, manyTimes.median(), MANY);
        return manyTimes.median() / fewTimes.median();
    }

    private static Database filled(PostgresServer postgres, String name, int rows) {
        var server = postgres.createDatabase(name);
        var flyway = Flyway.configure()
                .dataSource(server.jdbcUrl(), server.user(), server.password())
                .locations("db/readmodel", "db/keeper")
                .load();
        flyway.migrate();
        var source = flyway.getConfiguration().getDataSource();
        Database.of(source).run(session -> {
            session.update(FILL, PROCESSOR.value(), rows, DUE, NOW.seconds(), NOW.seconds(), rows);
            session.update(SUBMISSION, PROCESSOR.value());
            session.update(CHARGED);
        });
        settle(server);
        return Database.of(new OneConnection(source));
    }

    private static void settle(io.amser.devstack.server.Database server) {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE");
        } catch (SQLException e) {
            throw new IllegalStateException("The tables cannot be prepared", e);
        }
    }

    /** In milliseconds; what was picked is handed back. */
    private static double pick(Database database) {
        var begin = System.nanoTime();
        var lot = database.inTransaction(session -> DueCharges.lease(session, PROCESSOR, NOW, LOT, LEASE));
        var time = (System.nanoTime() - begin) / NANOS_PER_MILLI;
        if (lot.size() != LOT) {
            throw new WrongResult("%d windows were picked instead of %d".formatted(lot.size(), LOT));
        }
        database.run(session -> DueCharges.release(session, lot));
        return time;
    }
}
