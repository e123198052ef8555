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
import io.amser.webhook.timer.LapseKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What merchants are told of a batch, in the order of the log, and to which of their endpoints. */
final class Tidings {
    private final Known known;
    private final Map<EventId, Set<UUID>> recipients;
    private final Map<EventId, Long> takenBack = new HashMap<>();
    private final Map<LapseKey, Optional<EventId>> lapses = new HashMap<>();
    private final Map<LapseKey, AppliedEvent> turned = new HashMap<>();
    private final List<Tiding> tidings = new ArrayList<>();

    private Tidings(Known known) {
        this.known = known;
        this.recipients = new HashMap<>(known.recipients());
        known.missedWindows().forEach((window, id) -> lapses.put(window, Optional.of(id)));
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

    /** Of each missed window that the log was the first to tell of, or that it takes back, the last word. */
    Map<LapseKey, AppliedEvent> missedWindows() {
        return Map.copyOf(turned);
    }

    private void add(AppliedEvent applied, Circumstances around) {
        if (isToldAlready(applied)) {
            return;
        }
        if (applied.retracted()) {
            retract(applied, around);
        } else {
            Telling.of(applied.event(), around, returns(applied)).ifPresent(told -> {
                var tiding = Tiding.toWanting(told, listeners(told));
                recipients.put(told.id(), ids(tiding.recipients()));
                tidings.add(tiding);
            });
        }
    }

    /** Whoever was sent the event hears that it is gone, whatever he wants to hear of otherwise. */
    private void retract(AppliedEvent applied, Circumstances around) {
        var returns = returns(applied);
        if (known.unheard().contains(WebhookIds.afterReturns(applied.event().id(), returns))) {
            return;
        }
        var sentTo =
                recipients.getOrDefault(WebhookIds.afterReturns(applied.event().id(), returns), Set.of());
        Telling.ofRetraction(applied.event(), around, returns)
                .ifPresent(told -> tidings.add(Tiding.to(told, listeners(told), sentTo)));
        EventType.of(applied.event())
                .ifPresent(_ -> takenBack.put(applied.event().id(), returns + 1));
    }

    /** A missed window is told once: a timer may have done so before the log, and then the log's event comes and goes unsaid. */
    private boolean isToldAlready(AppliedEvent applied) {
        return LapseKey.ofMissedWindow(applied.event())
                .map(window -> !turn(window, applied))
                .orElse(false);
    }

    private boolean turn(LapseKey window, AppliedEvent applied) {
        var id = applied.event().id();
        var standing = lapses.getOrDefault(window, Optional.empty());
        if (applied.retracted() ? !standing.equals(Optional.of(id)) : standing.isPresent()) {
            return false;
        }
        lapses.put(window, applied.retracted() ? Optional.empty() : Optional.of(id));
        turned.put(window, applied);
        return true;
    }

    private long returns(AppliedEvent applied) {
        var id = applied.event().id();
        return Optional.ofNullable(takenBack.get(id))
                .or(() -> Optional.ofNullable(known.takenBack().get(id)))
                .orElse(0L);
    }

    private List<Listener> listeners(Told told) {
        return known.listeners().getOrDefault(told.subject().merchant(), List.of());
    }

    private static Set<UUID> ids(List<Listener> listeners) {
        return listeners.stream().map(Listener::id).collect(Collectors.toUnmodifiableSet());
    }
}
