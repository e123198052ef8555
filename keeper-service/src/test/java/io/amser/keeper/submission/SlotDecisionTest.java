package io.amser.keeper.submission;

import static io.amser.keeper.submission.SlotDecision.FREE;
import static io.amser.keeper.submission.SlotDecision.RAISE_FEES;
import static io.amser.keeper.submission.SlotDecision.REBROADCAST;
import static io.amser.keeper.submission.SlotDecision.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.keeper.chain.Head;
import io.amser.keeper.chain.HexBytes;
import io.amser.keeper.journal.GasFees;
import io.amser.keeper.journal.Moment;
import io.amser.keeper.journal.OpenSubmission;
import io.amser.keeper.journal.Payload;
import io.amser.keeper.journal.Signed;
import io.amser.keeper.journal.Slot;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TxHash;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlotDecisionTest {
    private static final ChainTime WINDOW_END = new ChainTime(1_000_000);
    private static final Moment TAKEN = new Moment(new BlockNumber(100), new ChainTime(900_000));
    private static final OpenSubmission NEW = new Example().open();

    @Test
    void shows_the_nodes_what_a_crash_kept_from_them() {
        assertThat(decide(NEW, 0, 0)).isEqualTo(REBROADCAST);
    }

    @Test
    void waits_for_what_was_just_taken() {
        assertThat(decide(new Example().taken(1, 5).open(), 1, 12)).isEqualTo(WAIT);
    }

    @Test
    void sends_the_same_bytes_again_after_a_while() {
        assertThat(decide(new Example().taken(1, 10).open(), 1, 12)).isEqualTo(REBROADCAST);
    }

    @Test
    void waits_longer_after_each_time() {
        assertThat(decide(new Example().taken(3, 39).open(), 1, 12)).isEqualTo(WAIT);
        assertThat(decide(new Example().taken(3, 40).open(), 1, 12)).isEqualTo(REBROADCAST);
    }

    @Test
    void floods_no_node_that_takes_nothing() {
        assertThat(decide(new Example().tried(4, 7).open(), 10, 120)).isEqualTo(WAIT);
        assertThat(decide(new Example().tried(4, 8).open(), 10, 120)).isEqualTo(REBROADCAST);
        assertThat(decide(new Example().tried(50, 60).open(), 10, 120)).isEqualTo(REBROADCAST);
    }

    @Test
    void offers_more_for_what_three_blocks_left_out() {
        assertThat(decide(new Example().taken(1, 2).open(), 3, 6)).isEqualTo(RAISE_FEES);
    }

    @Test
    void offers_more_for_what_half_a_minute_of_chain_time_left_out() {
        assertThat(decide(new Example().taken(1, 2).open(), 1, 30)).isEqualTo(RAISE_FEES);
    }

    @Test
    void offers_no_more_while_the_chain_stands_still() {
        assertThat(decide(new Example().taken(1, 9).open(), 0, 0)).isEqualTo(WAIT);
    }

    @Test
    void offers_no_more_for_what_no_node_has_had() {
        assertThat(decide(new Example().tried(1, 5).open(), 9, 100)).isEqualTo(REBROADCAST);
    }

    @Test
    void offers_no_more_for_what_waits_for_another_nonce() {
        var behind = new Example().taken(1, 2).open();

        assertThat(SlotDecision.decide(behind, false, head(3, 6, 1), LIMITS)).isEqualTo(WAIT);
    }

    @Test
    void offers_more_for_what_has_become_too_cheap_whatever_it_waits_for() {
        var behind = new Example().taken(1, 2).open();

        assertThat(SlotDecision.decide(behind, false, head(3, 6, 11), LIMITS)).isEqualTo(RAISE_FEES);
    }

    @Test
    void gives_a_nonce_its_time_from_when_the_one_before_it_was_included() {
        var freed = new Example().taken(1, 2).freeSince(2).open();

        assertThat(decide(freed, 3, 29)).isEqualTo(WAIT);
        assertThat(decide(freed, 5, 29)).isEqualTo(RAISE_FEES);
    }

    @Test
    void frees_the_nonce_of_charges_whose_window_has_closed() {
        assertThat(decide(NEW, 1, 100_001)).isEqualTo(FREE);
    }

    @Test
    void frees_the_nonce_of_what_no_node_takes() {
        assertThat(decide(new Example().tried(1, 1).refused().open(), 0, 0)).isEqualTo(FREE);
    }

    /** So many blocks and seconds after the transaction was taken. */
    private static SlotDecision decide(OpenSubmission open, long blocks, long seconds) {
        return SlotDecision.decide(open, true, head(blocks, seconds, 1), LIMITS);
    }

    private static Head head(long blocks, long seconds, long baseFee) {
        return new Head(
                new BlockNumber(TAKEN.block().value() + blocks),
                new BlockHash("0x" + "c".repeat(64)),
                TAKEN.time().plus(Duration.ofSeconds(seconds)),
                new BlockNumber(0),
                BigInteger.valueOf(baseFee),
                BigInteger.ONE);
    }

    private static final SubmissionConfig LIMITS = new Limits();

    private record Example(
            int tries,
            Duration sinceTry,
            Optional<Moment> taken,
            Optional<Moment> freeSince,
            Optional<String> refusal) {
        Example() {
            this(0, Duration.ZERO, Optional.empty(), Optional.empty(), Optional.empty());
        }

        Example tried(int times, long secondsAgo) {
            return new Example(times, Duration.ofSeconds(secondsAgo), taken, freeSince, refusal);
        }

        Example taken(int times, long secondsAgo) {
            return new Example(times, Duration.ofSeconds(secondsAgo), Optional.of(TAKEN), freeSince, refusal);
        }

        Example freeSince(long blocks) {
            var free = new Moment(new BlockNumber(TAKEN.block().value() + blocks), TAKEN.time());
            return new Example(tries, sinceTry, taken, Optional.of(free), refusal);
        }

        Example refused() {
            return new Example(tries, sinceTry, taken, freeSince, Optional.of("exceeds block gas limit"));
        }

        OpenSubmission open() {
            var key = new Address("0x" + "a".repeat(40));
            var hash = new TxHash("0x" + "b".repeat(64));
            return new OpenSubmission(
                    new Slot(key, 7),
                    new Payload(key, HexBytes.NONE, 21_000, WINDOW_END),
                    new Signed(hash, HexBytes.NONE, new GasFees(BigInteger.TEN, BigInteger.ONE)),
                    List.of(hash),
                    1,
                    taken,
                    freeSince,
                    tries,
                    sinceTry,
                    sinceTry,
                    Optional.empty(),
                    refusal);
        }
    }

    private record Limits() implements SubmissionConfig {
        @Override
        public BigInteger maxFeePerGas() {
            return BigInteger.valueOf(1_000);
        }

        @Override
        public BigInteger maxSpendPerDay() {
            return BigInteger.valueOf(1_000_000);
        }

        @Override
        public int replaceAfterBlocks() {
            return 3;
        }

        @Override
        public Duration replaceAfter() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration rebroadcastAfter() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration displacedAfter() {
            return Duration.ofSeconds(60);
        }

        @Override
        public Duration givenBackAfter() {
            return Duration.ofMinutes(5);
        }

        @Override
        public int maxInFlight() {
            return 16;
        }
    }
}
