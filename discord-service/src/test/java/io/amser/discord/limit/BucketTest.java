package io.amser.discord.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BucketTest {
    private static final Instant START = Instant.parse("2026-04-01T12:00:00Z");
    private static final Duration LATENCY = Duration.ofMillis(40);

    @Test
    void an_unknown_bucket_is_tried() {
        assertThat(Bucket.UNKNOWN.isOpen(START)).isTrue();
    }

    @Test
    void an_answer_that_is_lost_may_have_counted() {
        var one = new Bucket(1, START.plusSeconds(10));

        assertThat(one.isOpen(START)).isTrue();
        assertThat(one.afterSilence().isOpen(START)).isFalse();
        assertThat(one.afterSilence().isOpen(START.plusSeconds(10))).isTrue();
    }

    @Property
    void who_keeps_to_it_is_never_refused_and_never_waits_for_nothing(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 4_000) Integer> pauses,
            @ForAll @IntRange(min = 1, max = 12) int limit,
            @ForAll @IntRange(min = 1, max = 15_000) int windowMillis) {
        var discord = new FixedWindow(limit, Duration.ofMillis(windowMillis));
        var bucket = Bucket.UNKNOWN;
        var now = START;

        for (var pause : pauses) {
            now = now.plusMillis(pause);
            if (bucket.isOpen(now)) {
                var told = discord.take(now.plus(LATENCY));
                now = now.plus(LATENCY).plus(LATENCY);
                bucket = bucket.after(told, now);
            } else {
                assertThat(discord.hasRoom(now.minus(LATENCY))).isFalse();
            }
        }
    }

    @Property
    void how_it_was_before_does_not_matter_once_an_answer_has_come(
            @ForAll @IntRange(min = 0, max = 10) int before, @ForAll @IntRange(min = 0, max = 10) int told) {
        var allowance = new Allowance("b", told, Duration.ofSeconds(3));

        assertThat(new Bucket(before, START).after(allowance, START))
                .isEqualTo(Bucket.UNKNOWN.after(allowance, START))
                .isEqualTo(new Bucket(told, START.plusSeconds(3)));
    }

    /** A bucket on Discord's side. */
    private static final class FixedWindow {
        private final int limit;
        private final Duration length;
        private Instant ends = Instant.MIN;
        private int used;

        private FixedWindow(int limit, Duration length) {
            this.limit = limit;
            this.length = length;
        }

        private boolean hasRoom(Instant now) {
            return used < limit || !now.isBefore(ends);
        }

        private Allowance take(Instant now) {
            assertThat(hasRoom(now)).as("room at %s", now).isTrue();
            if (!now.isBefore(ends)) {
                ends = now.plus(length);
                used = 0;
            }
            used++;
            return new Allowance("b", limit - used, Duration.between(now, ends));
        }
    }
}
