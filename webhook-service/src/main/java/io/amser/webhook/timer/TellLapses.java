package io.amser.webhook.timer;

import io.amser.eventlog.HeadRecord;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.protocol.EventId;
import io.amser.webhook.announcement.Confirmations;
import io.amser.webhook.announcement.TakenBackEvents;
import io.amser.webhook.announcement.Tiding;
import io.amser.webhook.delivery.PendingDeliveries;
import io.amser.webhook.delivery.Recipients;
import io.amser.webhook.endpoint.Listener;
import io.amser.webhook.endpoint.Listeners;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.LapseAround;
import io.amser.webhook.event.Telling;
import io.amser.webhook.event.Told;
import io.amser.webhook.event.WebhookIds;
import io.amser.webhook.feed.FeedEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells merchants what has lapsed and what has not after all, and remembers that they know. */
final class TellLapses {
    private final InstantSource time;
    private final ChainId chain;
    private final Lapses lapses = new Lapses();
    private final Listeners listeners = new Listeners();
    private final TakenBackEvents takenBack = new TakenBackEvents();
    private final Recipients recipients = new Recipients();
    private final FeedEvents feed = new FeedEvents();
    private final PendingDeliveries deliveries = new PendingDeliveries();
    private final Confirmations confirmations;

    TellLapses(Confirmations confirmations, InstantSource time, ChainId chain) {
        this.confirmations = confirmations;
        this.time = time;
        this.chain = chain;
    }

    /**
     * What it takes to put decisions into words.
     *
     * @param takenBack how often each lapse was taken back
     * @param before what is taken back now, as it was told
     * @param sentTo the endpoints that each of these was to be brought to
     * @param unheard those of these that nobody was told of yet
     * @param cancelled how many deliveries to each endpoint were ended for these
     * @param listeners the endpoints of all merchants who hear of something
     */
    private record Known(
            Situations now,
            HeadRecord head,
            Map<EventId, Long> takenBack,
            Map<EventId, Told> before,
            Map<EventId, Set<UUID>> sentTo,
            Set<EventId> unheard,
            Map<UUID, Long> cancelled,
            Map<Address, List<Listener>> listeners) {

        Known with(Map<EventId, Set<UUID>> recipients, Map<UUID, Long> ended, Map<Address, List<Listener>> endpoints) {
            return new Known(now, head, takenBack, before, recipients, unheard, ended, endpoints);
        }

        EventId idOf(ToldLapse told) {
            return WebhookIds.afterReturns(told.id(), returns(told.id()));
        }

        long returns(EventId id) {
            return takenBack.getOrDefault(id, 0L);
        }
    }

    Uni<Void> tell(SqlConnection tx, List<LapseDecision> decisions, Situations now, HeadRecord head) {
        return decisions.isEmpty()
                ? Uni.createFrom().voidItem()
                : known(tx, decisions, now, head)
                        .chain(known -> remember(tx, decisions, known)
                                .chain(() -> announce(tx, told(decisions, known), known)));
    }

    private Uni<Known> known(SqlConnection tx, List<LapseDecision> decisions, Situations now, HeadRecord head) {
        var takeBacks = all(LapseDecision.TakeBack.class, decisions).toList();
        var ids = Stream.concat(
                        takeBacks.stream().map(one -> one.told().id()),
                        all(LapseDecision.Tell.class, decisions).map(one -> id(one, now, head)))
                .collect(Collectors.toUnmodifiableSet());
        return takenBack.times(tx, ids).chain(times -> {
            var gone = takeBacks.stream()
                    .map(one -> WebhookIds.afterReturns(
                            one.told().id(), times.getOrDefault(one.told().id(), 0L)))
                    .toList();
            return confirmations
                    .forget(tx, gone)
                    .chain(unheard -> feed.find(tx, gone)
                            .chain(before -> known(
                                    tx,
                                    gone,
                                    new Known(now, head, times, before, Map.of(), unheard, Map.of(), Map.of()),
                                    decisions)));
        });
    }

    /** The endpoints are held before their deliveries, as everybody does it, so that no two transactions wait for each other. */
    private Uni<Known> known(SqlConnection tx, List<EventId> gone, Known known, List<LapseDecision> decisions) {
        var whose = told(decisions, known).stream()
                .map(one -> one.subject().merchant())
                .collect(Collectors.toUnmodifiableSet());
        return listeners
                .of(tx, whose)
                .chain(all -> deliveries
                        .cancelAwaiting(tx, gone, time.instant())
                        .chain(cancelled -> recipients.of(tx, gone).map(sentTo -> known.with(sentTo, cancelled, all))));
    }

    private Uni<Void> remember(SqlConnection tx, List<LapseDecision> decisions, Known known) {
        var takeBacks = all(LapseDecision.TakeBack.class, decisions)
                .map(LapseDecision.TakeBack::told)
                .toList();
        var kept = Stream.concat(
                        all(LapseDecision.Keep.class, decisions).map(LapseDecision.Keep::told),
                        all(LapseDecision.Tell.class, decisions).map(one -> fired(one, known)))
                .toList();
        var heardOf = takeBacks.stream()
                .filter(one -> !known.unheard().contains(known.idOf(one)))
                .collect(Collectors.toUnmodifiableMap(ToldLapse::id, one -> known.returns(one.id()) + 1));
        return takenBack
                .store(tx, heardOf)
                .chain(() ->
                        lapses.forget(tx, takeBacks.stream().map(ToldLapse::key).toList()))
                .chain(() -> lapses.keep(tx, kept));
    }

    private ToldLapse fired(LapseDecision.Tell decision, Known known) {
        return new ToldLapse(
                LapseKey.of(decision.subscription(), decision.lapse()),
                id(decision, known.now(), known.head()),
                false,
                known.head().number(),
                known.head().timestamp());
    }

    private Uni<Void> announce(SqlConnection tx, List<Told> told, Known known) {
        var tidings = told.stream().map(one -> tiding(one, known)).toList();
        return confirmations.tell(tx, tidings, known.cancelled(), time.instant(), chain);
    }

    /** Whoever was sent the event hears that it is gone, whatever he wants to hear of otherwise. */
    private static Tiding tiding(Told told, Known known) {
        var all = known.listeners().getOrDefault(told.subject().merchant(), List.of());
        return told.type() == EventType.EVENT_RETRACTED
                ? Tiding.to(told, all, known.sentTo().getOrDefault(Telling.retracted(told), Set.of()))
                : Tiding.toWanting(told, all);
    }

    private List<Told> told(List<LapseDecision> decisions, Known known) {
        return decisions.stream()
                .flatMap(decision -> switch (decision) {
                    case LapseDecision.Tell tell -> Stream.of(told(tell, known));
                    case LapseDecision.TakeBack back ->
                        Stream.ofNullable(known.before().get(known.idOf(back.told())))
                                .map(Telling::ofRetraction);
                    case LapseDecision.Keep _ -> Stream.<Told>empty();
                })
                .toList();
    }

    private Told told(LapseDecision.Tell decision, Known known) {
        var around = around(decision, known.now(), known.head());
        var returns = known.returns(Telling.id(decision.lapse(), around, chain));
        return Telling.ofLapse(decision.lapse(), around, chain, known.head().number(), returns);
    }

    private EventId id(LapseDecision.Tell decision, Situations now, HeadRecord head) {
        return Telling.id(decision.lapse(), around(decision, now, head), chain);
    }

    private static LapseAround around(LapseDecision.Tell decision, Situations now, HeadRecord head) {
        return now.at(decision.subscription(), head.timestamp())
                .map(Situation::around)
                .orElseThrow(() -> new IllegalStateException("Nothing lapses of what is not there: " + decision));
    }

    private static <D extends LapseDecision> Stream<D> all(Class<D> kind, List<LapseDecision> decisions) {
        return decisions.stream().filter(kind::isInstance).map(kind::cast);
    }
}
