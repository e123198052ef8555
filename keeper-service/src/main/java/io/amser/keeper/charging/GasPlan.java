package io.amser.keeper.charging;

/**
 * How many charges go into a transaction, and its gas limit.
 *
 * @param target up to which a transaction is filled
 * @param perCharge what one charge is expected to use
 * @param reserve the processor begins an item only with this much left; most of it comes back
 */
record GasPlan(long target, long perCharge, long reserve) {
    /** The transaction itself, and the call data and loop around the items. */
    private static final long FIXED = 60_000;

    int chargesPerTransaction() {
        return (int) Math.max(1, (target - FIXED - reserve) / perCharge);
    }

    /** What so many charges will use, without what has to be left over. */
    long expectedFor(int charges) {
        return FIXED + charges * perCharge;
    }

    long limitFor(int charges) {
        return FIXED + reserve + charges * perCharge;
    }
}
