package io.amser.indexer.rpc.health;

import static io.amser.indexer.rpc.health.Agreement.AGREED;
import static io.amser.indexer.rpc.health.Agreement.CONTRADICTED;
import static io.amser.indexer.rpc.health.Agreement.UNDECIDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.indexer.chain.Finality;
import io.amser.protocol.BlockNumber;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgreementTest {

    @Test
    void a_fork_needs_the_word_of_two() {
        assertThat(Agreement.of(2, 0, 0)).isEqualTo(AGREED);
        assertThat(Agreement.of(2, 1, 0)).isEqualTo(AGREED);
        assertThat(Agreement.of(2, 1, 5)).isEqualTo(AGREED);
    }

    @Test
    void the_only_node_there_is_is_trusted() {
        assertThat(Agreement.of(1, 0, 0)).isEqualTo(AGREED);
    }

    @Test
    void silence_and_absence_prove_nothing() {
        assertThat(Agreement.of(1, 0, 1)).isEqualTo(UNDECIDED);
        assertThat(Agreement.of(0, 0, 3)).isEqualTo(UNDECIDED);
        assertThat(Agreement.of(0, 2, 0)).as("a block that nobody has any more").isEqualTo(UNDECIDED);
    }

    @Test
    void a_node_that_as_many_contradict_is_not_followed() {
        assertThat(Agreement.of(1, 1, 0)).isEqualTo(CONTRADICTED);
        assertThat(Agreement.of(1, 2, 0)).isEqualTo(CONTRADICTED);
        assertThat(Agreement.of(2, 2, 0)).isEqualTo(CONTRADICTED);
    }

    private static Word reaches(long number) {
        return new Word.Reaches(new BlockNumber(number));
    }

    private static Optional<Long> upTo(Word... words) {
        return Agreement.upTo(List.of(words)).map(BlockNumber::value);
    }

    private static final Word OTHERS = new Word.Contradiction();
    private static final Word NOTHING = new Word.Silence();

    @Test
    void new_blocks_are_shared_as_far_as_the_second_node_has_come() {
        assertThat(upTo(reaches(12), reaches(10), reaches(11))).contains(11L);
        assertThat(upTo(reaches(12), reaches(10), NOTHING)).contains(10L);
        assertThat(upTo(reaches(12), reaches(12), OTHERS)).contains(12L);
    }

    @Test
    void nobody_is_followed_alone_while_another_may_speak() {
        assertThat(upTo(reaches(12), NOTHING)).isEmpty();
        assertThat(upTo(reaches(12), OTHERS)).isEmpty();
        assertThat(upTo(reaches(12), OTHERS, OTHERS)).isEmpty();
        assertThat(upTo(reaches(12))).contains(12L);
    }

    private static Finality said(long number) {
        return new Finality(new BlockNumber(number), new BlockNumber(number));
    }

    private static Finality agreed(Finality... words) {
        return AgreedFinality.of(Stream.of(words).map(Optional::of).toList());
    }

    @Test
    void final_is_what_two_nodes_call_final() {
        assertThat(agreed(said(70))).isEqualTo(said(70));
        assertThat(agreed(said(70), said(60))).isEqualTo(said(60));
        assertThat(agreed(said(70), said(60), said(9_000_000))).isEqualTo(said(70));
        assertThat(agreed(said(70), said(60), said(0))).isEqualTo(said(60));
    }

    @Test
    void nothing_is_final_before_a_second_node_has_spoken() {
        assertThat(AgreedFinality.of(List.of(Optional.of(said(70)), Optional.empty())))
                .isEqualTo(Finality.NONE);
    }

    @Test
    void a_promise_stays_a_promise() {
        assertThat(said(50).atLeast(said(60))).isEqualTo(said(60));
    }
}
