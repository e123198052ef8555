package io.amser.discord.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.devstack.process.Readiness;
import io.amser.discord.limit.Drawn.Nothing;
import io.amser.discord.limit.Drawn.Slots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Semaphore drawing = new Semaphore(0);
    private final BlockingQueue<Lane> called = new LinkedBlockingQueue<>();

    @Test
    void what_must_be_taken_goes_before_what_is_given_and_both_before_what_is_checked() throws InterruptedException {
        var turns = new Turns(_ -> one(), () -> NOW);
        for (var lane : List.of(Lane.REPAIR, Lane.GRANT, Lane.REPAIR, Lane.REVOKE, Lane.GRANT, Lane.REVOKE)) {
            come(turns, lane);
        }
        until(() -> turns.waiting() == 6);

        var order = Stream.generate(this::next).limit(6).toList();

        assertThat(order).containsExactly(Lane.REVOKE, Lane.REVOKE, Lane.GRANT, Lane.GRANT, Lane.REPAIR, Lane.REPAIR);
    }

    @Test
    void while_nothing_may_be_asked_everybody_is_told_until_when() {
        var turns = new Turns(_ -> new Nothing(Duration.ofMinutes(2), "Held"), () -> NOW);

        assertThatThrownBy(() -> turns.await(Lane.REVOKE))
                .isInstanceOfSatisfying(
                        DiscordBusy.class, busy -> assertThat(busy.until()).isEqualTo(NOW.plusSeconds(120)));
    }

    @Test
    void a_database_that_fails_once_does_not_end_the_service() throws InterruptedException {
        var failing = new AtomicBoolean(true);
        var turns = new Turns(
                _ -> {
                    if (failing.getAndSet(false)) {
                        throw new IllegalStateException("no connection");
                    }
                    return new Slots(1, Duration.ZERO, Duration.ZERO);
                },
                () -> NOW);

        assertThatThrownBy(() -> turns.await(Lane.GRANT)).hasRootCauseMessage("no connection");
        turns.await(Lane.GRANT);
    }

    @Test
    void who_stops_waiting_takes_nobodys_turn() throws InterruptedException {
        var turns = new Turns(_ -> one(), () -> NOW);
        var gone = come(turns, Lane.REVOKE);
        come(turns, Lane.REPAIR);
        until(() -> turns.waiting() == 2);

        gone.interrupt();
        gone.join();

        assertThat(next()).isEqualTo(Lane.REPAIR);
    }

    private Thread come(Turns turns, Lane lane) {
        return Thread.ofVirtual().start(() -> {
            try {
                turns.await(lane);
                called.add(lane);
            } catch (InterruptedException _) {
                // as asked
            }
        });
    }

    private Lane next() {
        drawing.release();
        try {
            return Objects.requireNonNull(called.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Slots one() {
        drawing.acquireUninterruptibly();
        return new Slots(1, Duration.ZERO, Duration.ZERO);
    }

    private static void until(BooleanSupplier condition) {
        assertThat(Readiness.isReadyWithin(PATIENCE, condition)).isTrue();
    }
}
