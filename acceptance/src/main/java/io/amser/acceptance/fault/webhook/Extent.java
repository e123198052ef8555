package io.amser.acceptance.fault.webhook;

/**
 * How much of it; in each window every subscription is charged once.
 *
 * @param shops each with five endpoints, of which one stays healthy
 * @param calm windows in which all endpoints are healthy
 * @param sick windows in which the others are sick
 * @param strikes further windows, in each of which something is killed
 */
public record Extent(int shops, int subscribersPerShop, int calm, int sick, int strikes) {

    /** 50 endpoints. */
    public static final Extent FULL = new Extent(10, 20, 6, 6, 12);

    /** Everything is killed once. */
    public static final Extent SHORT = new Extent(2, 4, 1, 1, 3);

    /** With the first one, in which everything warms up. */
    int windows() {
        return 1 + calm + sick + strikes;
    }

    int subscribers() {
        return shops * subscribersPerShop;
    }
}
