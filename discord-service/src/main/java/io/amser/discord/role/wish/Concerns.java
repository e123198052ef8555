package io.amser.discord.role.wish;

import io.amser.eventlog.readmodel.AppliedEvent;
import io.amser.eventlog.readmodel.Changes;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.protocol.event.ChainEvent.OfSubscriber;
import io.amser.protocol.event.ChainEvent.OfSubscription;
import io.amser.protocol.event.ChainEvent.SubscriberBlocked;
import io.amser.protocol.event.ChainEvent.SubscriptionCancelled;
import io.amser.protocol.event.ChainEvent.SubscriptionPaused;
import io.amser.protocol.subscription.Subscription;
import java.util.List;
import java.util.stream.Stream;

/** Whose roles a batch of the log may change. */
public final class Concerns {
    private Concerns() {}

    public static List<Concern> of(Changes changes) {
        return changes.events().stream()
                .flatMap(applied -> of(applied, changes))
                .distinct()
                .toList();
    }

    private static Stream<Concern> of(AppliedEvent applied, Changes changes) {
        return switch (applied.event()) {
            case OfSubscription event ->
                subscribers(event.subscription(), changes)
                        .map(subscription ->
                                new Concern(event.subscription().module(), subscription.subscriber(), cause(applied)));
            case OfSubscriber event ->
                Stream.of(new Concern(
                        event.subscriber().module(), event.subscriber().subscriber(), cause(applied)));
            default -> Stream.of();
        };
    }

    /** One that a reorganisation took away is known from before. */
    private static Stream<Subscription> subscribers(SubscriptionKey key, Changes changes) {
        var transition = changes.subscriptions().get(key);
        return transition == null
                ? Stream.of()
                : Stream.concat(transition.before().stream(), transition.after().stream());
    }

    private static Cause cause(AppliedEvent applied) {
        return applied.retracted() ? Cause.TAKEN_BACK : cause(applied.event());
    }

    private static Cause cause(ChainEvent event) {
        return switch (event) {
            case ExecutionExecuted _ -> Cause.PAID;
            case ExecutionFailed _, SubscriptionPaused _, SubscriptionCancelled _, SubscriberBlocked _ -> Cause.STOPPED;
            default -> Cause.RESUMED;
        };
    }
}
