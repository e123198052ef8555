package io.amser.bench.authcheck;

import io.amser.devstack.server.Database;
import java.sql.SQLException;

/**
 * Merchants with one module each, and wallets that each pay one plan of one of them: rows as the read model holds them,
 * written by SQL and not through the log. Events and activity are left out, because nothing that is measured reads them.
 *
 * <p>Addresses are decimal numbers after zeros, so that pgbench can make them too; those of wallets are scattered.
 */
record Population(int subscriptions, int modules) {

    static final String ZEROS = "0x000000000000000000000";
    static final long FIRST_MODULE = 2_000_000_000_000_000_000L;
    static final long FIRST_WALLET = 1_000_000_000_000_000_000L;
    static final long SCATTER = 611_953;
    static final long PRIME = 1_000_003;
    static final String PLANS = "1,2";

    private static final long MERCHANT = 3_000_000_000_000_000_000L;

    private static final String MODULES = """
            INSERT INTO module (address, merchant, kind, processor, deployed_at)
            SELECT k.zeros || (k.module + m), k.zeros || (k.merchant + m), 'SUBSCRIPTIONS', '0x' || repeat('b', 40),
                   extract(epoch FROM now())::bigint - 400 * 86400
              FROM (SELECT ?::text, ?::bigint, ?::bigint, ?::int) AS k (zeros, module, merchant, modules),
                   generate_series(0, k.modules - 1) m
            """;

    private static final String PLAN_ROWS = """
            INSERT INTO plan (module, id, token, price, billing_interval, grace_period, metadata_hash, token_decimals,
                              token_symbol, active, created_at)
            SELECT address, id, '0x' || repeat('c', 40), id * 10000000, 30 * 86400, 3 * 86400,
                   '0x' || repeat('0', 63) || id, 6, 'USDC', true, deployed_at
              FROM module, generate_series(1, 2) id
            """;

    private static final String PROCESSOR = """
            INSERT INTO processor (address, paused, last_paused_at, last_unpaused_at)
            VALUES ('0x' || repeat('b', 40), false, 0, 0)
            """;

    /** Paid one to twelve times, next due within four weeks. */
    private static final String SUBSCRIPTIONS = """
            INSERT INTO subscription (module, id, subscriber, plan_id, billing_interval, created_at, paused_by_subscriber,
                                      paused_by_merchant, cancelled, remaining_executions, next_charge_at, window_id,
                                      allowance_expiry, times_executed, total_spent, last_paid_at)
            SELECT k.zeros || (k.module + n % k.modules), n / k.modules + 1,
                   k.zeros || (k.wallet + n * k.scatter % k.prime), n / k.modules % 2 + 1, 30 * 86400,
                   due - times * 30 * 86400, false, false, false, NULL, due, times, due + 730 * 86400, times,
                   times * (n / k.modules % 2 + 1) * 10000000, due - 30 * 86400
              FROM (SELECT ?::text, ?::bigint, ?::int, ?::bigint, ?::bigint, ?::bigint, ?::bigint)
                        AS k (zeros, module, modules, wallet, scatter, prime, subscriptions),
                   generate_series(0::bigint, k.subscriptions - 1) n,
                   LATERAL (SELECT 1 + n % 12 AS times,
                                   extract(epoch FROM now())::bigint + 86400 + n % 28 * 86400 AS due) t
            """;

    private static final String ALLOWANCES = """
            INSERT INTO allowance (owner, token, processor, amount, expiration)
            SELECT subscriber, '0x' || repeat('c', 40), '0x' || repeat('b', 40), power(2::numeric, 160) - 1,
                   allowance_expiry
              FROM subscription
            """;

    /** One merchant who owns them all, for a list of any length. */
    private static final String ONE_OWNER = "UPDATE module SET merchant = ?";

    static final String OWNER = ZEROS + (MERCHANT - 1);

    static Population of(int subscriptions) {
        return new Population(subscriptions, 1_000);
    }

    void load(Database database) {
        execute(database, MODULES, ZEROS, FIRST_MODULE, MERCHANT, modules);
        execute(database, PLAN_ROWS);
        execute(database, PROCESSOR);
        execute(database, SUBSCRIPTIONS, ZEROS, FIRST_MODULE, modules, FIRST_WALLET, SCATTER, PRIME, subscriptions);
        execute(database, ALLOWANCES);
        execute(database, "VACUUM (ANALYZE)");
        execute(database, "CHECKPOINT");
    }

    static void giveToOneOwner(Database database) {
        execute(database, ONE_OWNER, OWNER);
        execute(database, "VACUUM (ANALYZE) module");
    }

    String module(int subscription) {
        return ZEROS + (FIRST_MODULE + subscription % modules);
    }

    static String wallet(int subscription) {
        return ZEROS + (FIRST_WALLET + subscription * SCATTER % PRIME);
    }

    private static void execute(Database database, String sql, Object... arguments) {
        try (var connection = database.connect();
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("The population could not be loaded", e);
        }
    }
}
