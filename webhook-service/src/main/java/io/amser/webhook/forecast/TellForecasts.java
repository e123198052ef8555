package io.amser.webhook.forecast;

import io.amser.eventlog.PaymentAtRisk;
import io.amser.eventlog.position.Advance;
import io.amser.eventlog.position.LogIdentity;
import io.amser.eventlog.position.LogOffsets;
import io.amser.eventlog.readmodel.Plans;
import io.amser.eventlog.readmodel.Subscriptions;
import io.amser.protocol.ChainId;
import io.amser.protocol.EventId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.Subscription;
import io.amser.webhook.announcement.TellMerchants;
import io.amser.webhook.announcement.Tiding;
import io.amser.webhook.endpoint.Listeners;
import io.amser.webhook.event.Telling;
import io.amser.webhook.event.Told;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells merchants what a keeper foresees and moves the position behind it: both, or nothing. */
final class TellForecasts {
    private final Pool database;
    private final InstantSource time;
    private final ChainId chain;
    private final Forecasts forecasts = new Forecasts();
    private final Subscriptions subscriptions = new Subscriptions();
    private final Plans plans = new Plans();
    private final Listeners listeners = new Listeners();
    private final TellMerchants merchants = new TellMerchants();

    TellForecasts(Pool database, InstantSource time, ChainId chain) {
        this.database = database;
        this.time = time;
        this.chain = chain;
    }

    /** Whether everything that these are about is known here: if not, the log has more to tell first. */
    Uni<Boolean> isReady(List<PaymentAtRisk> risks) {
        var keys = subscriptions(risks);
        return subscriptions.load(database, keys).map(found -> found.keySet().containsAll(keys));
    }

    /** Fails with {@link io.amser.eventlog.position.PositionLost} if another replica was faster. */
    Uni<Void> tell(LogIdentity log, List<Advance> steps, List<PaymentAtRisk> risks) {
        return database.withTransaction(tx -> LogOffsets.advance(tx, log, steps)
                .chain(() -> ours(risks).isEmpty() ? nothing() : tell(tx, ours(risks))));
    }

    private Uni<Void> tell(SqlConnection tx, List<PaymentAtRisk> risks) {
        var ids = risks.stream().map(PaymentAtRisk::id).collect(Collectors.toUnmodifiableSet());
        return forecasts.add(tx, ids).chain(fresh -> announce(tx, onlyOnce(risks, fresh)));
    }

    private Uni<Void> announce(SqlConnection tx, List<PaymentAtRisk> risks) {
        if (risks.isEmpty()) {
            return nothing();
        }
        var whose = risks.stream().map(PaymentAtRisk::merchant).collect(Collectors.toUnmodifiableSet());
        return told(tx, risks)
                .chain(told -> listeners
                        .of(tx, whose)
                        .map(all -> told.stream()
                                .map(one -> Tiding.toWanting(
                                        one, all.getOrDefault(one.subject().merchant(), List.of())))
                                .toList())
                        .chain(tidings -> merchants.tell(tx, tidings, time.instant(), chain)));
    }

    private Uni<List<Told>> told(SqlConnection tx, List<PaymentAtRisk> risks) {
        return subscriptions
                .load(tx, subscriptions(risks))
                .chain(found -> plans.load(tx, plans(found))
                        .map(terms -> risks.stream()
                                .map(risk -> told(risk, found, terms))
                                .toList()));
    }

    private static Told told(
            PaymentAtRisk risk, Map<SubscriptionKey, Subscription> subscriptions, Map<PlanKey, Plan> plans) {
        var subscription = Optional.ofNullable(subscriptions.get(risk.subscription()));
        return Telling.ofRisk(
                risk, subscription, subscription.flatMap(state -> Optional.ofNullable(plans.get(state.plan()))));
    }

    private List<PaymentAtRisk> ours(List<PaymentAtRisk> risks) {
        return risks.stream().filter(risk -> risk.chainId().equals(chain)).toList();
    }

    private static List<PaymentAtRisk> onlyOnce(List<PaymentAtRisk> risks, Set<EventId> fresh) {
        return List.copyOf(risks.stream()
                .filter(risk -> fresh.contains(risk.id()))
                .collect(Collectors.toMap(PaymentAtRisk::id, risk -> risk, (first, _) -> first, LinkedHashMap::new))
                .values());
    }

    private Set<SubscriptionKey> subscriptions(List<PaymentAtRisk> risks) {
        return ours(risks).stream().map(PaymentAtRisk::subscription).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<PlanKey> plans(Map<SubscriptionKey, Subscription> subscriptions) {
        return subscriptions.values().stream().map(Subscription::plan).collect(Collectors.toUnmodifiableSet());
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
