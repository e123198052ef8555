package io.amser.keeper.outbox;

import static io.amser.keeper.sql.SqlArray.longs;
import static io.amser.keeper.sql.SqlArray.texts;

import io.amser.eventlog.PaymentAtRisk;
import io.amser.eventlog.wire.AtRiskWire;
import io.amser.keeper.sql.Session;
import java.util.Collection;
import java.util.List;

/** The SQL about events that wait to be published, and those that were. */
public final class Outbox {
    /** A window is told of once. */
    private static final String ADD = """
            INSERT INTO outbox (id, body, due_at) SELECT * FROM UNNEST(?, ?, ?) ON CONFLICT DO NOTHING
            """;

    /** Held until the transaction ends, however it ends: one replica publishes at a time. */
    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('outbox')) AS locked";

    private static final String WAITING = "SELECT body FROM outbox WHERE published_at IS NULL ORDER BY place LIMIT ?";

    private static final String PUBLISHED = "UPDATE outbox SET published_at = now() WHERE id = ANY (?)";

    /** By then the window is long over. */
    private static final String FORGET = "DELETE FROM outbox WHERE published_at < now() - interval '60 days'";

    private Outbox() {}

    /** Those of windows that were told of before are left out. */
    public static void add(Session session, Collection<PaymentAtRisk> risks) {
        if (!risks.isEmpty()) {
            session.update(
                    ADD,
                    texts(risks, risk -> risk.id().value()),
                    texts(risks, AtRiskWire::text),
                    longs(risks, risk -> risk.dueAt().seconds()));
        }
    }

    /** Whether nobody else publishes while this transaction is open. */
    static boolean lock(Session session) {
        return session.query(LOCK, row -> row.flag("locked")).getFirst();
    }

    /** The first ones that no broker is known to have. */
    static List<PaymentAtRisk> waiting(Session session, int limit) {
        return session.query(WAITING, row -> AtRiskWire.read(row.text("body")), limit);
    }

    static void published(Session session, Collection<PaymentAtRisk> risks) {
        session.update(PUBLISHED, texts(risks, risk -> risk.id().value()));
    }

    static void forget(Session session) {
        session.update(FORGET);
    }
}
