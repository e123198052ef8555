package io.amser.discord.link;

import io.amser.discord.snowflake.UserId;
import io.amser.protocol.Address;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/** The SQL about who had which wallet when. */
final class LinkAudit {
    private static final String WRITE = """
            INSERT INTO link_audit (at, user_id, wallet, action, reason)
            VALUES ($1, $2, $3, $4, $5)
            """;

    /** What became of a link. */
    enum Action {
        LINKED("The wallet signed it."),
        LOST("The wallet signed for another user."),
        UNLINKED("The user said /unlink.");

        private final String reason;

        Action(String reason) {
            this.reason = reason;
        }
    }

    Uni<Void> write(SqlConnection tx, Action action, UserId user, Address wallet, Instant at) {
        var row = Tuple.of(
                at.atOffset(ZoneOffset.UTC),
                user.value(),
                wallet.value(),
                action.name().toLowerCase(Locale.ROOT),
                action.reason);
        return tx.preparedQuery(WRITE).execute(row).replaceWithVoid();
    }
}
