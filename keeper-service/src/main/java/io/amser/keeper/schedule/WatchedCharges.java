package io.amser.keeper.schedule;

import static io.amser.keeper.sql.SqlArray.texts;

import io.amser.keeper.sql.Session;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The SQL about charges that wait for money or consent; none of it reads all of them. */
public final class WatchedCharges {
    /** So many payers are named to a node; beyond, reading all traffic of the few tokens costs less. */
    private static final int MOST_NAMED = 1_000;

    /** From one token of the index to the next, however many rows each has. */
    static final String TOKENS = """
            WITH RECURSIVE found (token) AS (
                (SELECT token FROM due WHERE watched AND token IS NOT NULL ORDER BY token LIMIT 1)
                 UNION ALL
                SELECT (SELECT due.token FROM due WHERE watched AND due.token > found.token ORDER BY token LIMIT 1)
                  FROM found WHERE found.token IS NOT NULL)
            SELECT token FROM found WHERE token IS NOT NULL
            """;

    static final String PAYERS = "SELECT payer FROM due WHERE watched AND token IS NOT NULL LIMIT ?";

    /** Whose turn is set already, waits for it: its attempt was possible before. */
    static final String WAKE = """
            UPDATE due SET next_attempt_at = ?
              FROM UNNEST(?, ?) AS top_up (payer, token)
             WHERE watched AND NOT our_turn AND due.payer = top_up.payer AND due.token = top_up.token
               AND next_attempt_at > ?
            RETURNING due.payer, due.token
            """;

    private static final String DELISTED = """
            SELECT token FROM token_policy p
             WHERE NOT enabled AND EXISTS (SELECT FROM due WHERE watched AND due.token = p.token)
            """;

    private WatchedCharges() {}

    public static Watched watched(Session session, Collection<Address> processors) {
        var payers = session.query(PAYERS, row -> row.address("payer"), MOST_NAMED + 1);
        return new Watched(
                Set.copyOf(session.query(TOKENS, row -> row.address("token"))),
                Set.copyOf(processors),
                payers.size() > MOST_NAMED ? Optional.empty() : Optional.of(Set.copyOf(payers)));
    }

    /** Brings the next attempt of these wallets forward to {@code now}. Answers those that something waited for. */
    public static Set<Wallet> wake(Session session, Collection<Wallet> wallets, ChainTime now) {
        return new HashSet<>(session.query(
                WAKE,
                row -> new Wallet(row.address("payer"), row.address("token")),
                now.seconds(),
                texts(wallets, wallet -> wallet.payer().value()),
                texts(wallets, wallet -> wallet.token().value()),
                now.seconds()));
    }

    /** Tokens that the registry has disabled while charges wait for them. */
    public static Set<Address> delistedTokens(Session session) {
        return Set.copyOf(session.query(DELISTED, row -> row.address("token")));
    }

    /** What somebody has of one token. */
    public record Wallet(Address payer, Address token) {}
}
