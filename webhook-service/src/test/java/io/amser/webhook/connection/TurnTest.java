package io.amser.webhook.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void what_comes_is_its_result() {
        assertThat(Turn.of(() -> Uni.createFrom().item(7)).await().atMost(PATIENCE))
                .isEqualTo(7);
    }

    @Test
    void a_database_that_never_answers_does_not_hold_the_loop() {
        assertThat(failure(
                        Turn.within(Duration.ofMillis(1), () -> Uni.createFrom().nothing())))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void what_fails_before_there_is_anything_to_wait_for_is_a_failure_like_others() {
        assertThat(failure(Turn.of(() -> {
                    throw new IllegalStateException("at once");
                })))
                .hasMessage("at once");
    }

    private static Throwable failure(Uni<?> turn) {
        return turn.<Throwable>map(_ -> new AssertionError("no failure"))
                .onFailure()
                .recoverWithItem(failure -> failure)
                .await()
                .atMost(PATIENCE);
    }
}
