package io.amser.webhook.ledger;

import java.util.UUID;

/** What is added to the ledger of one endpoint. */
public record LedgerEntry(
        UUID endpoint, long accepted, long delivered, long exhausted, long filtered, long dropped, long cancelled) {

    /** {@code accepted} events were offered, of which the endpoint does not want {@code filtered}. */
    public static LedgerEntry offered(UUID endpoint, long accepted, long filtered) {
        return new LedgerEntry(endpoint, accepted, 0, 0, filtered, 0, 0);
    }

    /** The same, and so many that will not be brought any more. */
    public LedgerEntry withCancelled(long more) {
        return new LedgerEntry(endpoint, accepted, delivered, exhausted, filtered, dropped, cancelled + more);
    }

    /** So many have arrived, and so many have failed for good. */
    public static LedgerEntry ended(UUID endpoint, long delivered, long exhausted) {
        return new LedgerEntry(endpoint, 0, delivered, exhausted, 0, 0, 0);
    }

    /** So many were too old before they could be brought. */
    public static LedgerEntry dropped(UUID endpoint, long dropped) {
        return new LedgerEntry(endpoint, 0, 0, 0, 0, dropped, 0);
    }

    /** So many were ended because their endpoint was deleted. */
    public static LedgerEntry cancelled(UUID endpoint, long cancelled) {
        return new LedgerEntry(endpoint, 0, 0, 0, 0, 0, cancelled);
    }
}
