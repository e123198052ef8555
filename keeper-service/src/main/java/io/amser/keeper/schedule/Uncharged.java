package io.amser.keeper.schedule;

/**
 * Windows that were due and could not be charged.
 *
 * @param watched until their payer tops up
 * @param missed closed by now: they wait for a recovery
 */
public record Uncharged(long watched, long missed) {
    public static final Uncharged NONE = new Uncharged(0, 0);
}
