package io.amser.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.EventId;
import io.amser.webhook.endpoint.FailingSpell;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EndpointFindingsTest {
    private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofMinutes(5));
    private static final UUID SICK = new UUID(0, 1);
    private static final UUID MOODY = new UUID(0, 2);
    private static final UUID CLOSED = new UUID(0, 3);
    private static final String HOOK = "https://shop.example/hook";
    private static final EventId TEST = EventId.of(new UUID(7, 1));
    private static final EventId OTHER = EventId.of(new UUID(7, 2));
    private static final Verdict ARRIVED = new Verdict.Arrived();
    private static final Verdict EXHAUSTED = new Verdict.Exhausted(Fault.BROKEN);
    private static final Verdict AGAIN = new Verdict.Again(Fault.TIMED_OUT, LATER);
    private static final Verdict GONE = new Verdict.EndpointGone();

    @Test
    void whoever_takes_one_of_many_is_not_failing() {
        var findings = new EndpointFindings(List.of(
                attempt(SICK, OTHER, LATER, EXHAUSTED),
                attempt(SICK, OTHER, NOON, AGAIN),
                attempt(MOODY, OTHER, NOON, AGAIN),
                attempt(MOODY, OTHER, LATER, ARRIVED)));

        assertThat(findings.answering()).containsExactly(MOODY);
        assertThat(findings.failing()).isEqualTo(Map.of(SICK, new FailingSpell(NOON, LATER)));
        assertThat(findings.all()).containsExactlyInAnyOrder(SICK, MOODY);
    }

    @Test
    void whoever_wants_nothing_any_more_is_gone_and_has_failed() {
        var findings = new EndpointFindings(List.of(attempt(CLOSED, OTHER, NOON, GONE)));

        assertThat(findings.gone()).isEqualTo(Map.of(CLOSED, HOOK));
        assertThat(findings.failing()).containsOnlyKeys(CLOSED);
    }

    @Test
    void of_a_probe_only_its_own_event_tells() {
        var arrived =
                new EndpointFindings(List.of(attempt(SICK, TEST, NOON, ARRIVED), attempt(SICK, OTHER, NOON, AGAIN)));
        var failed =
                new EndpointFindings(List.of(attempt(SICK, TEST, NOON, AGAIN), attempt(SICK, OTHER, NOON, ARRIVED)));

        assertThat(arrived.arrived(Set.of(TEST))).containsExactly(TEST);
        assertThat(arrived.failed(Set.of(TEST))).isEmpty();
        assertThat(failed.arrived(Set.of(TEST))).isEmpty();
        assertThat(failed.failed(Set.of(TEST))).containsExactly(TEST);
    }

    private static Attempted attempt(UUID endpoint, EventId event, Instant startedAt, Verdict verdict) {
        var claim = new Claim(
                UUID.randomUUID(),
                1,
                endpoint,
                event,
                LocalDate.EPOCH,
                0,
                Optional.empty(),
                Optional.empty(),
                Buffer.buffer());
        var received =
                new Received(new Answer.NoResponse(Fault.TIMED_OUT), Map.of(), Buffer.buffer(), startedAt, startedAt);
        return new Attempted(claim, HOOK, Map.of(), received, verdict);
    }
}
