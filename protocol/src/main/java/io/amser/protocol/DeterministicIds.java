package io.amser.protocol;

import java.util.UUID;

/** Ids that anyone can compute again from the chain; each kind has a namespace of its own. */
public final class DeterministicIds {
    private static final UUID EVENTS = UUID.fromString("a99f5a46-cffd-4ccf-9e7d-35cda8c01d56");
    private static final UUID ALLOCATIONS = UUID.fromString("6f9512a9-5089-4f97-bbd1-f115c0ec826e");
    private static final UUID PLANS = UUID.fromString("ff05feb4-88a1-4dc0-8345-94a5fbad882a");
    private static final UUID CHARGES = UUID.fromString("2d790726-ad2d-4c8e-be45-54182b141023");

    private static final UUID RISKS = UUID.fromString("0b6f5a0e-53e5-4f0b-9a5e-8d6f1c1f7a42");

    private DeterministicIds() {}

    /** The id of a log: another one if a reorganisation puts the same transaction into another block. */
    public static EventId event(ChainId chain, BlockHash block, TxHash tx, int logIndex) {
        return EventId.of(UuidV5.of(EVENTS, name(chain, block, tx, logIndex)));
    }

    /** The API's {@code allocation_id} of a subscription. */
    public static UUID allocation(ChainId chain, SubscriptionKey subscription) {
        return UuidV5.of(ALLOCATIONS, name(chain, subscription.module(), subscription.id()));
    }

    /** The API's {@code plan_id}. */
    public static UUID plan(ChainId chain, PlanKey plan) {
        return UuidV5.of(PLANS, name(chain, plan.module(), plan.id()));
    }

    /** One charge of one billing window: equal in every branch of the chain. */
    public static UUID charge(ChainId chain, SubscriptionKey subscription, WindowId window) {
        return UuidV5.of(CHARGES, name(chain, subscription.module(), subscription.id(), window));
    }

    /** The forecast that the charge of one billing window will not go through. */
    public static EventId paymentAtRisk(ChainId chain, SubscriptionKey subscription, WindowId window) {
        return EventId.of(UuidV5.of(RISKS, name(chain, subscription.module(), subscription.id(), window)));
    }

    private static String name(ChainId chain, Object... parts) {
        var name = new StringBuilder(160).append(chain);
        for (var part : parts) {
            name.append(':').append(part);
        }
        return name.toString();
    }
}
