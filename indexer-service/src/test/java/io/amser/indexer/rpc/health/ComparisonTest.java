package io.amser.indexer.rpc.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.indexer.chain.ChainView;
import io.amser.indexer.chain.Finality;
import io.amser.indexer.chain.Headers;
import io.amser.indexer.rpc.health.Standing.Behind;
import io.amser.indexer.rpc.health.Standing.Forked;
import io.amser.indexer.rpc.health.Standing.Sound;
import io.amser.indexer.rpc.health.Standing.Stale;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Instant NOW = Instant.EPOCH.plusSeconds(1_000_000);
    private static final Comparison COMPARISON = new Comparison(5, 3);

    private static ChainView view(long head) {
        return new ChainView(Headers.header(head, 0), Finality.NONE);
    }

    private static Sighting at(long head) {
        return Sighting.first(view(head), NOW);
    }

    private static Sighting at(long head, int branch) {
        return at(head).voting(Optional.of(vote(branch)));
    }

    private static BlockHash vote(int branch) {
        return Headers.hash(90, branch);
    }

    private static Standing standing(Sighting one, Sighting... others) {
        var all = new ArrayList<>(List.of(others));
        all.add(one);
        return COMPARISON.standing(one, all, NOW);
    }

    @Test
    void lets_a_node_be_a_few_blocks_behind() {
        assertThat(standing(at(100), at(105))).isEqualTo(new Sound());
        assertThat(standing(at(100), at(106))).isEqualTo(new Behind(6));
    }

    @Test
    void measures_three_nodes_by_a_block_that_two_have_seen() {
        assertThat(standing(at(100), at(101), at(9_000_000))).isEqualTo(new Sound());
        assertThat(standing(at(100), at(200), at(9_000_000))).isEqualTo(new Behind(100));
    }

    @Test
    void leaves_a_node_whose_newest_block_stays_the_same_while_the_others_move() {
        var still = Sighting.first(view(100), NOW.minusSeconds(31)).then(view(100), NOW);

        assertThat(standing(still, at(101))).isEqualTo(new Stale());
        assertThat(standing(still, at(100)))
                .as("beside another that stands still")
                .isEqualTo(new Sound());
    }

    @Test
    void leaves_a_node_that_went_back_from_where_the_others_are() {
        var back = at(100).then(view(98), NOW);

        assertThat(standing(back, at(100))).isEqualTo(new Stale());
        assertThat(standing(back, at(98)))
                .as("where the others went back as well")
                .isEqualTo(new Sound());
    }

    @Test
    void leaves_the_node_that_forks_off_alone_however_far_it_got() {
        assertThat(standing(at(100, 2), at(100, 1), at(101, 1))).isEqualTo(new Forked());
        assertThat(standing(at(100, 1), at(900, 2), at(101, 1))).isEqualTo(new Sound());
    }

    @Test
    void cannot_tell_which_of_two_is_right() {
        assertThat(standing(at(100, 1), at(100, 2))).isEqualTo(new Sound());
        assertThat(standing(at(100, 2), at(100, 1))).isEqualTo(new Sound());
    }

    @Test
    void takes_no_side_of_a_node_that_has_no_block_there() {
        assertThat(standing(at(100), at(100, 1), at(101, 1))).isEqualTo(new Sound());
    }

    private static NodeHealth health(Sighting sighting) {
        var shown = NodeHealth.UNKNOWN.showed(sighting.view(), NOW);
        return shown.voted(sighting.vote(), Duration.ofMillis(10));
    }

    @Test
    void a_node_that_was_left_is_back_once_it_keeps_up() {
        var behind = COMPARISON.after(health(at(10)), true, List.of(at(10), at(100)), true, NOW);
        var back = COMPARISON.after(behind, true, List.of(at(10), at(11)), true, NOW);

        assertThat(behind.standing()).isEqualTo(new Behind(90));
        assertThat(back.standing()).isEqualTo(new Sound());
    }

    @Test
    void the_silence_of_the_others_clears_no_node_of_a_fork() {
        var forked = COMPARISON.after(health(at(100, 2)), true, List.of(at(100, 2), at(100, 1), at(100, 1)), true, NOW);

        assertThat(COMPARISON
                        .after(forked, true, List.of(at(101, 2)), true, NOW)
                        .standing())
                .isEqualTo(new Forked());
        assertThat(COMPARISON
                        .after(forked, true, List.of(at(101, 2)), false, NOW)
                        .standing())
                .as("once the others are given up")
                .isEqualTo(new Sound());
    }

    @Test
    void a_node_that_is_of_no_use_for_some_rounds_loses_its_voice_until_it_is_back() {
        var node = health(at(100));
        for (var round = 0; round < 3; round++) {
            assertThat(node.hasVoice(3)).isTrue();
            node = COMPARISON.after(node, false, List.of(at(100)), true, NOW);
        }
        assertThat(node.hasVoice(3)).isFalse();
        assertThat(COMPARISON.after(node, true, List.of(at(100)), true, NOW).hasVoice(3))
                .isTrue();
    }

    @Test
    void a_round_that_nobody_answers_tells_of_our_own_network() {
        assertThat(COMPARISON.after(health(at(100)), false, List.of(), true, NOW))
                .isEqualTo(health(at(100)));
    }

    @Test
    void remembers_the_highest_block_and_the_last_move_of_a_node() {
        var sighting = at(100).then(view(90), NOW.plusSeconds(5)).then(view(90), NOW.plusSeconds(9));

        assertThat(sighting.highest()).isEqualTo(new BlockNumber(100));
        assertThat(sighting.movedAt()).isEqualTo(NOW.plusSeconds(5));
    }
}
