package io.amser.webhook.intake;

import io.amser.eventlog.readmodel.AppliedEvent;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.protocol.EventId;
import io.amser.webhook.announcement.Confirmations;
import io.amser.webhook.announcement.TakenBackEvents;
import io.amser.webhook.delivery.PendingDeliveries;
import io.amser.webhook.delivery.Recipients;
import io.amser.webhook.endpoint.Listeners;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.WebhookIds;
import io.amser.webhook.timer.LapseKey;
import io.amser.webhook.timer.Lapses;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
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
    private final Lapses lapses = new Lapses();
    private final PendingDeliveries deliveries = new PendingDeliveries();
    private final Confirmations confirmations;
    private final InstantSource time;

    Intake(Confirmations confirmations, InstantSource time) {
        this.confirmations = confirmations;
        this.time = time;
    }

    public Uni<Void> follow(SqlConnection tx, List<AppliedEvent> changes) {
        var concerning = changes.stream()
                .filter(applied -> EventType.of(applied.event()).isPresent()
                        && applied.event().origin().merchant() != null)
                .toList();
        return Multi.createFrom()
                .iterable(Parts.of(concerning))
                .onItem()
                .transformToUniAndConcatenate(part -> followPart(tx, part))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> followPart(SqlConnection tx, List<AppliedEvent> events) {
        return Uni.combine()
                .all()
                .unis(Surroundings.of(tx, events), known(tx, events))
                .asTuple()
                .chain(found -> store(
                        tx,
                        Tidings.of(events, found.getItem1()::around, found.getItem2()),
                        found.getItem2().cancelled(),
                        events.getFirst().event().origin().chainId()));
    }

    private Uni<Known> known(SqlConnection tx, List<AppliedEvent> events) {
        return Uni.combine()
                .all()
                .unis(
                        takenBack.times(tx, ids(events)),
                        listeners.of(tx, merchants(events)),
                        lapses.told(tx, missedWindows(events)))
                .asTuple()
                .chain(found -> {
                    var gone = retracted(events, found.getItem1());
                    return confirmations
                            .forget(tx, gone)
                            .chain(unheard -> deliveries
                                    .cancelAwaiting(tx, gone, time.instant())
                                    .chain(cancelled -> recipients
                                            .of(tx, gone)
                                            .map(sentTo -> new Known(
                                                    found.getItem1(),
                                                    sentTo,
                                                    found.getItem2(),
                                                    found.getItem3(),
                                                    unheard,
                                                    cancelled))));
                });
    }

    private Uni<Void> store(SqlConnection tx, Tidings tidings, Map<UUID, Long> cancelled, ChainId chain) {
        return takenBack
                .store(tx, tidings.takenBack())
                .chain(() -> lapses.follow(tx, tidings.missedWindows()))
                .chain(() -> confirmations.tell(tx, tidings.all(), cancelled, time.instant(), chain));
    }

    private static Set<EventId> ids(List<AppliedEvent> events) {
        return events.stream().map(applied -> applied.event().id()).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<LapseKey> missedWindows(List<AppliedEvent> events) {
        return events.stream()
                .flatMap(applied -> LapseKey.ofMissedWindow(applied.event()).stream())
                .collect(Collectors.toUnmodifiableSet());
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
