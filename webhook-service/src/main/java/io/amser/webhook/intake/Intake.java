package io.amser.webhook.intake;

import io.amser.eventlog.readmodel.AppliedEvent;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.protocol.EventId;
import io.amser.webhook.delivery.NewDelivery;
import io.amser.webhook.delivery.PendingDeliveries;
import io.amser.webhook.delivery.Recipients;
import io.amser.webhook.endpoint.Listener;
import io.amser.webhook.endpoint.Listeners;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.Told;
import io.amser.webhook.event.WebhookIds;
import io.amser.webhook.feed.FeedEvent;
import io.amser.webhook.feed.FeedEvents;
import io.amser.webhook.ledger.LedgerEntry;
import io.amser.webhook.ledger.Ledgers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Turns what a batch of the log has changed into what merchants are told, in the transaction of the batch. */
@ApplicationScoped
public class Intake {
    private final Listeners listeners = new Listeners();
    private final TakenBackEvents takenBack = new TakenBackEvents();
    private final Recipients recipients = new Recipients();
    private final FeedEvents feed = new FeedEvents();
    private final PendingDeliveries deliveries = new PendingDeliveries();
    private final Ledgers ledgers = new Ledgers();
    private final InstantSource time;

    Intake(InstantSource time) {
        this.time = time;
    }

    public Uni<Void> follow(SqlConnection tx, List<AppliedEvent> changes) {
        var concerning = changes.stream()
                .filter(applied -> EventType.of(applied.event()).isPresent()
                        && applied.event().origin().merchant() != null)
                .toList();
        return concerning.isEmpty()
                ? Uni.createFrom().voidItem()
                : tidings(tx, concerning)
                        .chain(tidings -> store(
                                tx,
                                tidings,
                                concerning.getFirst().event().origin().chainId()));
    }

    private Uni<Tidings> tidings(SqlConnection tx, List<AppliedEvent> events) {
        return Uni.combine()
                .all()
                .unis(Surroundings.of(tx, events), known(tx, events))
                .with((surroundings, known) -> Tidings.of(events, surroundings::around, known));
    }

    private Uni<Known> known(SqlConnection tx, List<AppliedEvent> events) {
        return Uni.combine()
                .all()
                .unis(takenBack.times(tx, ids(events)), listeners.of(tx, merchants(events)))
                .asTuple()
                .chain(found -> recipients
                        .of(tx, retracted(events, found.getItem1()))
                        .map(sentTo -> new Known(found.getItem1(), sentTo, found.getItem2())));
    }

    private Uni<Void> store(SqlConnection tx, Tidings tidings, ChainId chain) {
        var now = time.instant();
        return takenBack
                .store(tx, tidings.takenBack())
                .chain(() ->
                        feed.add(tx, tidings.all().stream().map(Tiding::told).toList(), now, chain))
                .chain(events -> deliveries.add(tx, deliveries(tidings.all(), events), FeedEvents.day(now), now))
                .chain(() -> ledgers.add(tx, offers(tidings.all())));
    }

    private static List<NewDelivery> deliveries(List<Tiding> tidings, List<FeedEvent> events) {
        var deliveries = new ArrayList<NewDelivery>();
        for (var i = 0; i < tidings.size(); i++) {
            for (var recipient : tidings.get(i).recipients()) {
                deliveries.add(delivery(recipient, events.get(i)));
            }
        }
        return List.copyOf(deliveries);
    }

    private static NewDelivery delivery(Listener recipient, FeedEvent event) {
        Told told = event.told();
        return new NewDelivery(
                recipient.id(), told.id(), told.subject().subscriptionKey(), event.sequence(), !recipient.active());
    }

    private static List<LedgerEntry> offers(List<Tiding> tidings) {
        var accepted = new HashMap<UUID, Long>();
        var filtered = new HashMap<UUID, Long>();
        for (var tiding : tidings) {
            tiding.recipients().forEach(listener -> accepted.merge(listener.id(), 1L, Long::sum));
            tiding.filtered().forEach(listener -> {
                accepted.merge(listener.id(), 1L, Long::sum);
                filtered.merge(listener.id(), 1L, Long::sum);
            });
        }
        return accepted.entrySet().stream()
                .map(entry -> LedgerEntry.offered(
                        entry.getKey(), entry.getValue(), filtered.getOrDefault(entry.getKey(), 0L)))
                .toList();
    }

    private static Set<EventId> ids(List<AppliedEvent> events) {
        return events.stream().map(applied -> applied.event().id()).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<Address> merchants(List<AppliedEvent> events) {
        return events.stream()
                .map(applied -> applied.event().origin().merchant())
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Under which ids the events were told that the batch takes back first; what it tells itself it knows. */
    private static Set<EventId> retracted(List<AppliedEvent> events, Map<EventId, Long> takenBack) {
        return events.stream()
                .filter(AppliedEvent::retracted)
                .map(applied -> applied.event().id())
                .map(id -> WebhookIds.afterReturns(id, takenBack.getOrDefault(id, 0L)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
