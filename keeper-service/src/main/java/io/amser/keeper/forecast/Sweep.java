package io.amser.keeper.forecast;

import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionKey;
import java.math.BigInteger;

/**
 * Where a sweep stands.
 *
 * @param beganAt when its first page was read
 * @param place up to which charges were looked at
 */
record Sweep(ChainTime beganAt, Place place) {

    /** A charge, in the order of the sweep. */
    record Place(ChainTime dueAt, String module, BigInteger id) {
        static final Place START = new Place(new ChainTime(0), "", BigInteger.ZERO);

        static Place of(ChainTime dueAt, SubscriptionKey subscription) {
            return new Place(
                    dueAt, subscription.module().value(), subscription.id().value());
        }
    }

    /** The same sweep one page on. */
    Sweep at(Place reached, ChainTime now) {
        return new Sweep(place.equals(Place.START) ? now : beganAt, reached);
    }
}
