package io.amser.webhook.delivery;

import io.amser.protocol.EventId;
import io.amser.webhook.delivery.Verdict.Arrived;
import io.amser.webhook.delivery.Verdict.EndpointGone;
import io.amser.webhook.endpoint.FailingSpell;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What attempts tell of the endpoints that they were made at. */
record EndpointFindings(List<Attempted> attempts) {

    Set<UUID> all() {
        return attempts.stream().map(attempt -> attempt.claim().endpoint()).collect(Collectors.toUnmodifiableSet());
    }

    /** Those that want nothing any more, each at the URL that said so. */
    Map<UUID, String> gone() {
        return attempts.stream()
                .filter(attempt -> attempt.verdict() instanceof EndpointGone)
                .collect(Collectors.toUnmodifiableMap(
                        attempt -> attempt.claim().endpoint(), Attempted::url, (_, newer) -> newer));
    }

    /** Those that have taken something, whatever else they have not. */
    Set<UUID> answering() {
        return endpoints(EndpointFindings::hasArrived);
    }

    /** Those that have done nothing but fail, from the first failure to the last. */
    Map<UUID, FailingSpell> failing() {
        var answering = answering();
        return attempts.stream()
                .filter(attempt -> !answering.contains(attempt.claim().endpoint()))
                .collect(Collectors.toUnmodifiableMap(
                        attempt -> attempt.claim().endpoint(),
                        attempt -> FailingSpell.at(attempt.received().startedAt()),
                        FailingSpell::and));
    }

    /** Which of these events have arrived. */
    Set<EventId> arrived(Set<EventId> events) {
        return among(events, EndpointFindings::hasArrived);
    }

    /** Which of these events have not. */
    Set<EventId> failed(Set<EventId> events) {
        return among(events, attempt -> !hasArrived(attempt));
    }

    private static boolean hasArrived(Attempted attempt) {
        return attempt.verdict() instanceof Arrived;
    }

    private Set<EventId> among(Set<EventId> events, Predicate<Attempted> chosen) {
        return attempts.stream()
                .filter(chosen)
                .map(attempt -> attempt.claim().event())
                .filter(events::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<UUID> endpoints(Predicate<Attempted> chosen) {
        return attempts.stream()
                .filter(chosen)
                .map(attempt -> attempt.claim().endpoint())
                .collect(Collectors.toUnmodifiableSet());
    }
}
