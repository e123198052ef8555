package io.amser.keeper.submission;

import static io.amser.keeper.submission.SlotDecision.FREE;
import static io.amser.keeper.submission.SlotDecision.RAISE_FEES;
import static io.amser.keeper.submission.SlotDecision.REBROADCAST;
import static io.amser.keeper.submission.SlotDecision.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.keeper.chain.HexBytes;
import io.amser.keeper.journal.GasFees;
import io.amser.keeper.journal.OpenSubmission;
import io.amser.keeper.journal.Payload;
import io.amser.keeper.journal.Signed;
import io.amser.keeper.journal.Slot;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TxHash;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlotDecisionTest {
    private static final ChainTime WINDOW_END = new ChainTime(1_000_000);
    private static final Optional<Duration> NEVER_SENT = Optional.empty();
    private static final Optional<String> NO_REFUSAL = Optional.empty();

    @Test
    void shows_the_nodes_what_a_crash_kept_from_them() {
        assertThat(decide(open(5, NEVER_SENT, NO_REFUSAL), WINDOW_END)).isEqualTo(REBROADCAST);
    }

    @Test
    void waits_for_what_was_just_sent() {
        assertThat(decide(open(5, seconds(5), NO_REFUSAL), WINDOW_END)).isEqualTo(WAIT);
    }

    @Test
    void sends_the_same_bytes_again_after_a_while() {
        assertThat(decide(open(15, seconds(10), NO_REFUSAL), WINDOW_END)).isEqualTo(REBROADCAST);
    }

    @Test
    void offers_more_for_what_is_stuck() {
        assertThat(decide(open(30, seconds(2), NO_REFUSAL), WINDOW_END)).isEqualTo(RAISE_FEES);
    }

    @Test
    void offers_no_more_for_what_no_node_has_had() {
        assertThat(decide(open(300, NEVER_SENT, NO_REFUSAL), WINDOW_END)).isEqualTo(REBROADCAST);
    }

    @Test
    void frees_the_nonce_of_charges_whose_window_has_closed() {
        assertThat(decide(open(5, seconds(5), NO_REFUSAL), WINDOW_END.plus(Duration.ofSeconds(1))))
                .isEqualTo(FREE);
    }

    @Test
    void frees_the_nonce_of_what_no_node_takes() {
        assertThat(decide(open(5, NEVER_SENT, Optional.of("exceeds block gas limit")), WINDOW_END))
                .isEqualTo(FREE);
    }

    private static SlotDecision decide(OpenSubmission open, ChainTime now) {
        return SlotDecision.decide(open, now, Duration.ofSeconds(30), Duration.ofSeconds(10));
    }

    private static Optional<Duration> seconds(long seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }

    private static OpenSubmission open(long age, Optional<Duration> sinceBroadcast, Optional<String> refusal) {
        var key = new Address("0x" + "a".repeat(40));
        var hash = new TxHash("0x" + "b".repeat(64));
        return new OpenSubmission(
                new Slot(key, 7),
                new Payload(key, HexBytes.NONE, 21_000, WINDOW_END),
                new Signed(hash, HexBytes.NONE, new GasFees(BigInteger.TEN, BigInteger.ONE)),
                List.of(hash),
                1,
                Duration.ofSeconds(age),
                sinceBroadcast,
                refusal);
    }
}
