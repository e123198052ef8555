package io.amser.keeper.forecast;

import static io.amser.keeper.sql.SqlArray.texts;

import io.amser.keeper.forecast.Sweep.Place;
import io.amser.keeper.sql.Row;
import io.amser.keeper.sql.Session;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The SQL about charges of the days to come. */
final class UpcomingCharges {
    /** Each wallet once in a sweep, by the first charge that lies before it. */
    private static final String PAGE = """
            SELECT due_at, module, id, payer, token FROM due
             WHERE (due_at, module, id) > (greatest(?, ?), ?, ?) AND due_at <= ? AND token IS NOT NULL
               AND NOT EXISTS (SELECT FROM due earlier
                                WHERE earlier.payer = due.payer AND earlier.token = due.token AND earlier.due_at > ?
                                  AND (earlier.due_at, earlier.module, earlier.id) < (due.due_at, due.module, due.id))
             ORDER BY due_at, module, id LIMIT ?
            """;

    /** What has closed uncharged, or fails already, takes nothing from the wallet. */
    private static final String OF_WALLETS = """
            SELECT due.module, due.id, due.window_id, due.processor, due.payer, due.token, due.due_at, due.billing_interval,
                   due.allowance_expiry, m.merchant, p.price, s.remaining_executions
              FROM UNNEST(?, ?) AS wallet (payer, token)
              JOIN due USING (payer, token)
              JOIN module m ON m.address = due.module
              JOIN subscription s ON s.module = due.module AND s.id = due.id
              JOIN plan p ON p.module = s.module AND p.id = s.plan_id
             WHERE due.due_at <= ? AND NOT due.missed AND NOT due.reported AND due.failing_since IS NULL
               AND due.billing_interval > 0
            """;

    private UpcomingCharges() {}

    /** A wallet, and the place in the sweep at which it comes. */
    record FirstOfWallet(Place place, Address payer, Address token) {}

    /** The next wallets after {@code after}, by charges that are due after {@code now} and not after {@code until}. */
    static List<FirstOfWallet> page(Session session, Place after, ChainTime now, ChainTime until, int limit) {
        return session.query(
                PAGE,
                row -> new FirstOfWallet(
                        Place.of(row.time("due_at"), row.subscription()), row.address("payer"), row.address("token")),
                after.dueAt().seconds(),
                now.seconds(),
                after.module(),
                after.id(),
                until.seconds(),
                now.seconds(),
                limit);
    }

    /** The next charge of each subscription that these wallets pay, what is due already included. */
    static List<UpcomingCharge> of(Session session, Collection<FirstOfWallet> wallets, ChainTime until) {
        return session.query(
                OF_WALLETS,
                UpcomingCharges::read,
                texts(wallets, wallet -> wallet.payer().value()),
                texts(wallets, wallet -> wallet.token().value()),
                until.seconds());
    }

    private static UpcomingCharge read(Row row) throws SQLException {
        return new UpcomingCharge(
                row.subscription(),
                row.address("merchant"),
                row.window(),
                new AllowanceKey(row.address("processor"), row.address("payer"), row.address("token")),
                row.amount("price"),
                row.time("due_at"),
                Duration.ofSeconds(row.number("billing_interval")),
                row.optionalNumber("remaining_executions"),
                row.time("allowance_expiry"));
    }
}
