package io.amser.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.EventId;
import io.amser.webhook.signing.Secret;
import io.amser.webhook.signing.SigningSecrets;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final UUID ENDPOINT = UUID.randomUUID();
    private static final Destination DESTINATION = new Destination(
            ENDPOINT,
            "https://shop.example/hook",
            new SigningSecrets(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), Optional.empty()));

    private final Queue<Attempt> underWay = new ArrayDeque<>();
    private Lane lane = new Lane();

    @BeforeTry
    void forgetTheTryBefore() {
        lane = new Lane();
        underWay.clear();
    }

    @Test
    void what_has_no_place_waits_its_turn_and_begins_when_something_has_ended() {
        var width = EndpointPace.UNKNOWN.firsts();

        begin(lane.add(firsts(width + 2), NOW));
        assertThat(underWay).hasSize(width);
        end(true);

        assertThat(underWay).hasSize(width + 1);
    }

    @Test
    void later_attempts_have_places_that_first_ones_cannot_take() {
        begin(lane.add(firsts(50), NOW));

        assertThat(lane.add(List.of(attempt(3)), NOW)).hasSize(1);
    }

    @Test
    void a_quick_endpoint_is_taken_ahead_what_it_took_since_the_last_look() {
        lane.room(ENDPOINT, NOW);
        begin(lane.add(firsts(100), NOW));
        IntStream.range(0, 40).forEach(_ -> end(true));

        var room = lane.room(ENDPOINT, NOW).firsts();

        assertThat(room + 60).isEqualTo(EndpointPace.WIDEST - EndpointPace.WIDEST / 4 + 40 - surplus());
        assertThat(lane.room(ENDPOINT, NOW).firsts()).isLessThan(room);
    }

    /** 40 answers have not widened the way as far as it goes. */
    private static int surplus() {
        var pace = EndpointPace.UNKNOWN;
        for (var i = 0; i < 40; i++) {
            pace = pace.after(answered(204, NOW));
        }
        return EndpointPace.WIDEST - EndpointPace.WIDEST / 4 - pace.firsts();
    }

    @Test
    void an_endpoint_that_answers_nothing_hoards_nothing() {
        begin(lane.add(firsts(lane.room(ENDPOINT, NOW).firsts()), NOW));

        assertThat(lane.room(ENDPOINT, NOW).firsts()).isZero();
    }

    @Test
    void nothing_begins_while_the_way_is_closed_and_what_waits_for_long_is_given_up() {
        begin(lane.add(firsts(50), NOW));
        IntStream.range(0, 5).forEach(_ -> end(false));
        var begun = underWay.size();

        end(false);
        assertThat(underWay).hasSize(begun - 1);
        assertThat(lane.room(ENDPOINT, NOW).isNone()).isTrue();
        assertThat(lane.giveUp(NOW.plus(Lane.LONGEST_WAIT))).isEmpty();
        assertThat(lane.giveUp(NOW.plus(Lane.LONGEST_WAIT).plusMillis(1))).hasSize(50 - EndpointPace.UNKNOWN.firsts());
    }

    @Test
    void what_has_waited_for_long_does_not_begin_whoever_has_a_place_for_it() {
        begin(lane.add(firsts(50), NOW));
        var begun = underWay.size();

        var late = NOW.plus(Lane.LONGEST_WAIT).plusMillis(1);

        assertThat(lane.end(underWay.remove().claim(), answered(204, late))).isEmpty();
        assertThat(lane.giveUp(late)).hasSize(50 - begun);
    }

    @Property
    void never_are_more_under_way_than_the_pace_allows_and_nothing_is_lost(
            @ForAll @Size(max = 300) List<Boolean> successes) {
        var all = firsts(lane.room(ENDPOINT, NOW).firsts());
        begin(lane.add(all, NOW));
        var pace = EndpointPace.UNKNOWN;
        var taken = all.size();
        var ended = 0;
        for (var success : successes) {
            if (!underWay.isEmpty()) {
                end(success);
                ended++;
                pace = pace.after(answered(success ? 204 : 500, NOW));
            }
            var more = lane.room(ENDPOINT, NOW).firsts();
            taken += more;
            var before = underWay.size();
            begin(lane.add(firsts(more), NOW));

            assertThat(underWay.size()).isLessThanOrEqualTo(Math.max(before, pace.firsts()));
        }
        assertThat(ended + underWay.size() + lane.giveUp(Instant.MAX).size()).isEqualTo(taken);
    }

    private void begin(List<Attempt> begun) {
        underWay.addAll(begun);
    }

    private void end(boolean arrived) {
        begin(lane.end(underWay.remove().claim(), answered(arrived ? 204 : 500, NOW)));
    }

    private static Received answered(int status, Instant at) {
        return new Received(new Answer.Response(status, Optional.empty()), Map.of(), Buffer.buffer(), at, at);
    }

    private static List<Attempt> firsts(int count) {
        return IntStream.range(0, count).mapToObj(_ -> attempt(0)).toList();
    }

    private static Attempt attempt(int before) {
        var claim = new Claim(
                UUID.randomUUID(),
                1,
                ENDPOINT,
                EventId.of(new UUID(7, 1)),
                LocalDate.of(2026, 4, 1),
                before,
                Optional.empty(),
                Optional.empty(),
                Buffer.buffer());
        return new Attempt(DESTINATION, claim, NOW);
    }
}
