package io.amser.webhook.timer;

import io.amser.eventlog.readmodel.PastEvents;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.AllowanceSet;
import io.amser.protocol.event.ChainEvent.OfProcessor;
import io.amser.protocol.event.ChainEvent.OfSubscriber;
import io.amser.protocol.event.ChainEvent.OfSubscription;
import io.amser.protocol.event.ChainEvent.SubscriberBlocked;
import io.amser.protocol.subscription.History;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.StandingAllowance;
import io.amser.protocol.subscription.Subscription;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;

/** What was so of one subscription in earlier blocks of the chain as it is now. */
record PastSituations(Situation now, List<ChainEvent> events) {

    static Uni<PastSituations> of(SqlConnection tx, Situation now) {
        return new PastEvents()
                .around(tx, now.state().subscription().key(), now.subscriber(), now.processor(), now.allowanceKey())
                .map(events -> new PastSituations(now, events));
    }

    /** Empty before the subscription began. */
    Optional<Situation> at(BlockNumber block, ChainTime time) {
        var past = events.stream()
                .filter(event -> event.origin().blockNumber().compareTo(block) <= 0)
                .toList();
        return Subscription.fold(only(past, OfSubscription.class))
                .map(subscription -> new Situation(
                        subscription.at(
                                time,
                                now.state().plan(),
                                isBlocked(only(past, OfSubscriber.class)),
                                ProcessorPauses.fold(only(past, OfProcessor.class))),
                        StandingAllowance.fold(only(past, AllowanceSet.class)),
                        now.processor(),
                        now.merchant(),
                        now.incomplete()));
    }

    private static boolean isBlocked(List<OfSubscriber> events) {
        var ordered = History.inChainOrder(events);
        return !ordered.isEmpty() && ordered.getLast() instanceof SubscriberBlocked;
    }

    private static <E extends ChainEvent> List<E> only(List<ChainEvent> events, Class<E> family) {
        return events.stream().filter(family::isInstance).map(family::cast).toList();
    }
}
