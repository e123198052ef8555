package io.amser.discord.link;

import io.amser.discord.snowflake.UserId;
import io.amser.protocol.Address;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The SQL about the wallets of users. */
final class WalletLinks {
    /** Held until the caller commits, whether there is a row or not: of two who link a wallet the second one sees the first. */
    private static final String HOLD = """
            SELECT pg_advisory_xact_lock(hashtextextended($1, 0))
            """;

    private static final String USER_OF = """
            SELECT user_id
              FROM wallet_link
             WHERE wallet = $1
            """;

    private static final String STORE = """
            INSERT INTO wallet_link (wallet, user_id, linked_at, message, signature)
            VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (wallet) DO UPDATE
               SET (user_id, linked_at, message, signature)
                 = (EXCLUDED.user_id, EXCLUDED.linked_at, EXCLUDED.message, EXCLUDED.signature)
            """;

    private static final String OF = """
            SELECT wallet
              FROM wallet_link
             WHERE user_id = $1
             ORDER BY linked_at, wallet
            """;

    private static final String REMOVE = """
            DELETE FROM wallet_link
             WHERE user_id = $1 AND ($2::text IS NULL OR wallet = $2)
            RETURNING wallet
            """;

    /** Whose it is now; nobody else changes that before the caller commits. */
    Uni<Optional<UserId>> hold(SqlConnection tx, Address wallet) {
        return tx.preparedQuery(HOLD)
                .execute(Tuple.of(wallet.value()))
                .chain(() -> tx.preparedQuery(USER_OF).execute(Tuple.of(wallet.value())))
                .map(rows -> rows.stream().findFirst().map(row -> new UserId(row.getString("user_id"))));
    }

    /** The newest proof takes the place of any other. */
    Uni<Void> store(SqlConnection tx, WalletProof proof, Instant at) {
        var row = Tuple.of(
                proof.wallet().value(),
                proof.user().value(),
                at.atOffset(ZoneOffset.UTC),
                proof.message(),
                proof.signature());
        return tx.preparedQuery(STORE).execute(row).replaceWithVoid();
    }

    /** In the order in which they were linked. */
    Uni<List<Address>> of(SqlClient database, UserId user) {
        return database.preparedQuery(OF).execute(Tuple.of(user.value())).map(WalletLinks::wallets);
    }

    /** Removes one, or all; the answer is those that there were. */
    Uni<List<Address>> remove(SqlConnection tx, UserId user, Optional<Address> wallet) {
        var row = Tuple.of(user.value(), wallet.map(Address::value).orElse(null));
        return tx.preparedQuery(REMOVE).execute(row).map(WalletLinks::wallets);
    }

    private static List<Address> wallets(RowSet<Row> rows) {
        return rows.stream().map(row -> new Address(row.getString("wallet"))).toList();
    }
}
