package io.amser.webhook.intake;

import io.amser.eventlog.readmodel.AppliedEvent;
import io.amser.protocol.EventId;
import io.amser.webhook.announcement.Tiding;
import io.amser.webhook.endpoint.Listener;
import io.amser.webhook.event.Circumstances;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.Telling;
import io.amser.webhook.event.Told;
import io.amser.webhook.event.WebhookIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What merchants are told of a batch, in the order of the log, and to which of their endpoints. */
final class Tidings {
    private final Known known;
    private final Map<EventId, Set<UUID>> recipients;
    private final Map<EventId, Long> takenBack = new HashMap<>();
    private final List<Tiding> tidings = new ArrayList<>();

    private Tidings(Known known) {
        this.known = known;
        this.recipients = new HashMap<>(known.recipients());
    }

    static Tidings of(List<AppliedEvent> events, Function<AppliedEvent, Circumstances> around, Known known) {
        var tidings = new Tidings(known);
        events.forEach(applied -> tidings.add(applied, around.apply(applied)));
        return tidings;
    }

    List<Tiding> all() {
        return List.copyOf(tidings);
    }

    /** How often each event that the batch took back has been taken back by now. */
    Map<EventId, Long> takenBack() {
        return Map.copyOf(takenBack);
    }

    private void add(AppliedEvent applied, Circumstances around) {
        if (applied.retracted()) {
            retract(applied, around);
        } else {
            Telling.of(applied.event(), around, returns(applied)).ifPresent(told -> {
                var wanting = listeners(told, listener -> listener.wants(told.type(), told.subject()));
                recipients.put(told.id(), ids(wanting));
                add(told, wanting);
            });
        }
    }

    /** Whoever was sent the event hears that it is gone, whatever he wants to hear of otherwise. */
    private void retract(AppliedEvent applied, Circumstances around) {
        var returns = returns(applied);
        var sentTo =
                recipients.getOrDefault(WebhookIds.afterReturns(applied.event().id(), returns), Set.of());
        Telling.ofRetraction(applied.event(), around, returns)
                .ifPresent(told -> add(told, listeners(told, listener -> sentTo.contains(listener.id()))));
        EventType.of(applied.event())
                .ifPresent(_ -> takenBack.put(applied.event().id(), returns + 1));
    }

    private long returns(AppliedEvent applied) {
        var id = applied.event().id();
        return Optional.ofNullable(takenBack.get(id))
                .or(() -> Optional.ofNullable(known.takenBack().get(id)))
                .orElse(0L);
    }

    private void add(Told told, List<Listener> recipients) {
        tidings.add(new Tiding(told, recipients, listeners(told, listener -> !recipients.contains(listener))));
    }

    private List<Listener> listeners(Told told, Predicate<Listener> chosen) {
        return known.listeners().getOrDefault(told.subject().merchant(), List.of()).stream()
                .filter(chosen)
                .toList();
    }

    private static Set<UUID> ids(List<Listener> listeners) {
        return listeners.stream().map(Listener::id).collect(Collectors.toUnmodifiableSet());
    }
}
