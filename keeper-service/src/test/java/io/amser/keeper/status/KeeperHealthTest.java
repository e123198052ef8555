package io.amser.keeper.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.keeper.charging.Condition;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.concern.StatusConfig;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class KeeperHealthTest {
    private static final Instant BEGUN = Instant.EPOCH;

    private final Condition condition = new Condition();

    @Test
    void is_up_while_a_round_is_under_way() {
        condition.begins(BEGUN);

        assertThat(statusAt(BEGUN.plus(Limits.ROUND))).isEqualTo(Status.UP);
    }

    @Test
    void is_down_while_a_round_does_not_end() {
        condition.begins(BEGUN);

        assertThat(statusAt(BEGUN.plus(Limits.ROUND).plusSeconds(1))).isEqualTo(Status.DOWN);
    }

    @Test
    void is_up_on_a_replica_that_does_not_charge() {
        assertThat(statusAt(BEGUN.plus(Duration.ofDays(1)))).isEqualTo(Status.UP);
    }

    @Test
    void is_restarted_once_no_round_begins_any_more() {
        condition.begins(BEGUN);
        condition.wentThrough(BEGUN);
        var limit = Limits.ROUND.multipliedBy(2);

        assertThat(livenessAt(BEGUN.plus(limit))).isEqualTo(Status.UP);
        assertThat(livenessAt(BEGUN.plus(limit).plusSeconds(1))).isEqualTo(Status.DOWN);
    }

    @Test
    void a_replica_that_does_not_charge_lives() {
        assertThat(livenessAt(BEGUN.plus(Duration.ofDays(1)))).isEqualTo(Status.UP);
        assertThat(condition.sinceRound(BEGUN)).isEmpty();
    }

    @Test
    void what_passes_since_a_round_went_through_is_counted_while_others_break_off() {
        condition.begins(BEGUN);
        condition.wentThrough(BEGUN.plusSeconds(1));
        condition.begins(BEGUN.plusSeconds(40));

        assertThat(condition.sinceRound(BEGUN.plusSeconds(61))).contains(Duration.ofMinutes(1));
    }

    private Status livenessAt(Instant now) {
        return new KeeperLiveness(condition, new Limits(), InstantSource.fixed(now))
                .call()
                .getStatus();
    }

    private Status statusAt(Instant now) {
        return new KeeperHealth(condition, new Concerns(), new Limits(), InstantSource.fixed(now))
                .call()
                .getStatus();
    }

    private record Limits() implements StatusConfig {
        private static final Duration ROUND = Duration.ofMinutes(1);

        @Override
        public BigInteger lowBalance() {
            return BigInteger.ZERO;
        }

        @Override
        public Duration longestRound() {
            return ROUND;
        }
    }
}
