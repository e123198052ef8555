package io.amser.webhook.ledger;

/** What one endpoint was offered and what has become of it so far. */
public record Ledger(
        long accepted,
        long delivered,
        long exhausted,
        long filtered,
        long dropped,
        long cancelled,
        long pending,
        long parked) {
    public static final Ledger EMPTY = new Ledger(0, 0, 0, 0, 0, 0, 0, 0);

    /** Whether nothing was lost and nothing counted twice. */
    public boolean addsUp() {
        return accepted == delivered + exhausted + filtered + dropped + cancelled + pending + parked;
    }
}
