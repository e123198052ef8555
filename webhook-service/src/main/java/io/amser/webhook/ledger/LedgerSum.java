package io.amser.webhook.ledger;

/**
 * The ledgers of all endpoints together.
 *
 * @param wrong how many of them do not add up, which none ever should
 */
public record LedgerSum(Ledger total, long wrong) {
    static final LedgerSum NONE = new LedgerSum(Ledger.EMPTY, 0);
}
