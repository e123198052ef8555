package io.amser.keeper.charging;

/**
 * How many charges go into a transaction, and its gas limit.
 *
 * @param target up to which a transaction is filled
 * @param perCharge what one charge is expected to use
 */
record GasPlan(long target, long perCharge) {
    /** The transaction itself, and the call data and loop around the items. */
    private static final long FIXED = 60_000;

    /** The processor begins an item only with this much left: {@code ITEM_GAS} of the contract. Most of it comes back. */
    private static final long RESERVE = 850_000;

    int chargesPerTransaction() {
        return (int) Math.max(1, (target - FIXED - RESERVE) / perCharge);
    }

    long limitFor(int charges) {
        return FIXED + RESERVE + charges * perCharge;
    }
}
