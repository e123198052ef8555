package io.amser.indexer.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.RangeTooLarge;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RangeSizeTest {
    private static final RangeSize SIZE = RangeSize.startingAt(1_000, 5_000);

    private static BlockRange blocks(long count) {
        return BlockRange.of(1, count);
    }

    private static RangeTooLarge refusal() {
        return new RangeTooLarge("no", Optional.empty(), OptionalLong.empty());
    }

    private static RangeTooLarge atMost(long blocks) {
        return new RangeTooLarge("no", Optional.empty(), OptionalLong.of(blocks));
    }

    private static RangeTooLarge better(BlockRange range) {
        return new RangeTooLarge("no", Optional.of(range), OptionalLong.empty());
    }

    @Test
    void grows_while_answers_are_small() {
        assertThat(SIZE.answered(blocks(1_000), 100).blocks()).isEqualTo(1_250);
        assertThat(SIZE.answered(blocks(1_000), 3_000)).isEqualTo(SIZE);
    }

    @Test
    void learns_nothing_from_an_answer_about_fewer_blocks() {
        assertThat(SIZE.answered(blocks(10), 0)).isEqualTo(SIZE);
    }

    @Test
    void asks_for_as_many_blocks_as_give_one_transaction_s_events() {
        assertThat(SIZE.answered(blocks(1_000), 20_000).blocks()).isEqualTo(250);
    }

    @Test
    void asks_for_half_of_what_is_refused() {
        assertThat(SIZE.refused(blocks(1_000), refusal()).blocks()).isEqualTo(500);
        assertThat(SIZE.refused(blocks(1), refusal()).blocks()).isEqualTo(1);
    }

    @Test
    void is_not_made_smaller_again_by_a_refusal_of_what_was_asked_before() {
        var half = SIZE.refused(blocks(1_000), refusal());

        assertThat(half.refused(blocks(1_000), refusal()).blocks()).isEqualTo(500);
    }

    @Test
    void takes_the_range_that_the_node_proposes() {
        assertThat(SIZE.refused(blocks(1_000), better(blocks(77))).blocks()).isEqualTo(77);
        assertThat(SIZE.refused(blocks(1_000), better(BlockRange.of(7, 8))).blocks())
                .as("one that is not the beginning of ours")
                .isEqualTo(500);
    }

    @Test
    void keeps_to_a_limit_that_a_node_has_told() {
        var limited = SIZE.refused(blocks(1_000), atMost(300));
        assertThat(limited.blocks()).isEqualTo(300);
        for (var answer = 0; answer < 100; answer++) {
            limited = limited.answered(blocks(limited.blocks()), 0);
        }
        assertThat(limited.blocks()).isEqualTo(300);
    }

    @Test
    void a_limit_is_tried_again_after_a_while_because_another_node_may_take_more() {
        var size = SIZE.refused(blocks(1_000), atMost(10));
        for (var answer = 0; answer < 300; answer++) {
            size = size.answered(blocks(size.blocks()), 0);
        }
        assertThat(size.blocks()).isGreaterThan(1_000);
    }

    @Test
    void feels_its_way_once_it_is_back_at_the_size_of_the_last_refusal() {
        var size = SIZE.refused(blocks(1_000), refusal());
        for (var answer = 0; answer < 3; answer++) {
            size = size.answered(blocks(size.blocks()), 0);
        }
        assertThat(size.blocks()).isBetween(800L, 1_000L);
        assertThat(size.answered(blocks(size.blocks()), 0).blocks() - size.blocks())
                .isLessThan(30);
    }

    @Test
    void grows_fast_again_once_it_is_well_beyond_the_last_refusal() {
        var size = SIZE;
        while (size.blocks() > 1) {
            size = size.refused(blocks(size.blocks()), refusal());
        }
        for (var answer = 0; answer < 40; answer++) {
            size = size.answered(blocks(size.blocks()), 0);
        }
        assertThat(size.blocks()).isGreaterThan(1_000);
    }

    /** A node that answers up to so many blocks and says nothing about it. */
    @Property(tries = 50)
    void finds_what_a_node_answers_and_is_seldom_refused(@ForAll @LongRange(min = 1, max = 20_000) long limit) {
        var size = SIZE;
        var refusals = 0;
        for (var question = 0; question < 500; question++) {
            var range = blocks(size.blocks());
            if (range.size() > limit) {
                size = size.refused(range, refusal());
                refusals++;
            } else {
                size = size.answered(range, 0);
            }
        }
        assertThat(size.blocks()).isBetween(Math.min(limit, 10_000) / 2, Math.max(1, limit + limit / 50 + 1));
        assertThat(refusals).isLessThan(limit < 10 ? 500 : 100);
    }
}
