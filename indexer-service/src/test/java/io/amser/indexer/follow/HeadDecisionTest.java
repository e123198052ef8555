package io.amser.indexer.follow;

import static io.amser.indexer.chain.Headers.header;
import static io.amser.indexer.follow.HeadDecision.decide;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.Finality;
import io.amser.indexer.follow.HeadDecision.Backfill;
import io.amser.indexer.follow.HeadDecision.Extend;
import io.amser.indexer.follow.HeadDecision.Look;
import io.amser.indexer.follow.HeadDecision.Reorganise;
import io.amser.indexer.follow.HeadDecision.Stop;
import io.amser.indexer.follow.HeadDecision.Wait;
import io.amser.indexer.place.IndexedBlock;
import io.amser.indexer.place.Tail;
import io.amser.protocol.BlockNumber;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HeadDecisionTest {
    private static final int OURS = 1;
    private static final int THEIRS = 2;
    private static final Finality NOTHING_FINAL = finality(0);

    /** Block 10 is final, blocks 11 to 14 are not. */
    private static final Tail TAIL = new Tail(
            header(10, OURS),
            LongStream.rangeClosed(11, 14)
                    .mapToObj(number -> new IndexedBlock(header(number, OURS), List.of()))
                    .toList());

    private static Finality finality(long finalized) {
        return new Finality(new BlockNumber(finalized), new BlockNumber(finalized));
    }

    private static HeadDecision seeing(BlockHeader... theirs) {
        return decide(TAIL, NOTHING_FINAL, List.of(theirs));
    }

    @Test
    void waits_while_the_newest_block_is_ours() {
        assertThat(seeing(header(14, OURS))).isEqualTo(new Wait());
    }

    @Test
    void takes_a_node_that_is_behind_for_no_fork() {
        assertThat(seeing(header(12, OURS))).isEqualTo(new Wait());
        assertThat(seeing(header(10, OURS))).isEqualTo(new Wait());
        assertThat(seeing(header(3, OURS))).isEqualTo(new Wait());
    }

    @Test
    void extends_by_the_child_of_our_newest_block() {
        assertThat(seeing(header(15, OURS))).isEqualTo(new Extend(List.of(header(15, OURS))));
    }

    @Test
    void looks_at_the_blocks_between_ours_and_the_newest() {
        assertThat(seeing(header(17, OURS))).isEqualTo(new Look(BlockRange.of(15, 16), List.of(header(17, OURS))));
    }

    @Test
    void goes_by_steps_to_a_head_that_is_far_away() {
        assertThat(seeing(header(5_000, OURS))).isEqualTo(new Look(BlockRange.of(15, 78), List.of()));
    }

    @Test
    void reads_what_is_final_and_far_in_ranges_once_our_newest_block_is_on_their_chain() {
        var next = List.of(header(15, OURS), header(16, OURS));

        assertThat(decide(TAIL, finality(1_000), next)).isEqualTo(new Backfill(BlockRange.of(15, 1_000)));
    }

    @Test
    void looks_below_a_block_whose_parent_is_not_ours() {
        assertThat(seeing(header(15, THEIRS))).isEqualTo(new Look(BlockRange.of(11, 14), List.of(header(15, THEIRS))));
    }

    @Test
    void reorganises_from_the_common_ancestor_on() {
        var fork = header(13, THEIRS, OURS);

        assertThat(seeing(header(11, OURS), header(12, OURS), fork, header(14, THEIRS), header(15, THEIRS)))
                .isEqualTo(new Reorganise(header(12, OURS), List.of(fork, header(14, THEIRS), header(15, THEIRS))));
    }

    @Test
    void reorganises_to_a_branch_that_is_shorter_than_ours() {
        var fork = header(12, THEIRS, OURS);

        assertThat(seeing(fork)).isEqualTo(new Reorganise(header(11, OURS), List.of(fork)));
    }

    @Test
    void reorganises_down_to_the_final_block() {
        var fork = header(11, THEIRS, OURS);

        assertThat(seeing(fork)).isEqualTo(new Reorganise(header(10, OURS), List.of(fork)));
    }

    @Test
    void stops_when_the_final_block_is_gone() {
        assertThat(seeing(header(11, THEIRS))).isInstanceOf(Stop.class);
        assertThat(seeing(header(10, THEIRS))).isInstanceOf(Stop.class);
    }

    @Test
    void believes_no_headers_that_do_not_belong_together() {
        assertThat(seeing(header(15, OURS), header(16, THEIRS))).isEqualTo(new Wait());
        assertThat(seeing(header(15, OURS), header(17, OURS))).isEqualTo(new Wait());
    }
}
