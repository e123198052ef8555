package io.amser.webhook.intake;

import io.amser.eventlog.readmodel.AppliedEvent;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.protocol.EventId;
import io.amser.webhook.announcement.TakenBackEvents;
import io.amser.webhook.announcement.TellMerchants;
import io.amser.webhook.delivery.Recipients;
import io.amser.webhook.endpoint.Listeners;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.WebhookIds;
import io.amser.webhook.timer.LapseKey;
import io.amser.webhook.timer.Lapses;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns what a batch of the log has changed into what merchants are told, in the transaction of the batch. */
@ApplicationScoped
public class Intake {
    private final Listeners listeners = new Listeners();
    private final TakenBackEvents takenBack = new TakenBackEvents();
    private final Recipients recipients = new Recipients();
    private final Lapses lapses = new Lapses();
    private final TellMerchants merchants = new TellMerchants();
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
                .unis(
                        takenBack.times(tx, ids(events)),
                        listeners.of(tx, merchants(events)),
                        lapses.told(tx, missedWindows(events)))
                .asTuple()
                .chain(found -> recipients
                        .of(tx, retracted(events, found.getItem1()))
                        .map(sentTo -> new Known(found.getItem1(), sentTo, found.getItem2(), found.getItem3())));
    }

    private Uni<Void> store(SqlConnection tx, Tidings tidings, ChainId chain) {
        return takenBack
                .store(tx, tidings.takenBack())
                .chain(() -> lapses.follow(tx, tidings.missedWindows()))
                .chain(() -> merchants.tell(tx, tidings.all(), time.instant(), chain));
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
