package io.amser.acceptance.fault.keeper;

/**
 * How much of it.
 *
 * @param windows that keepers charge of each subscription; one more has been charged before they begin
 * @param stepsPerWindow in each of which an equal part of the billing interval passes
 */
public record Size(int subscriptions, int merchants, int windows, int stepsPerWindow) {

    /** What the keepers are held to. */
    public static final Size FULL = new Size(2_000, 20, 6, 24);

    /** A small one, for every build. */
    public static final Size SHORT = new Size(40, 3, 2, 8);

    int steps() {
        return windows * stepsPerWindow;
    }
}
