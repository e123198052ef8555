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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    private static NodeHealth health(Sighting sighting) {
        return new NodeHealth(new Sound(), Optional.empty(), Errors.NONE, Rest.NONE, Optional.of(sighting), 0);
    }

    private static NodeHealth forked(Sighting sighting) {
        return health(sighting).found(new Forked());
    }

    private static Standing standing(Sighting one, Sighting... others) {
        var round = Stream.concat(Stream.of(one), Stream.of(others))
                .map(ComparisonTest::health)
                .toList();
        return after(round.getFirst(), round).standing();
    }

    private static NodeHealth after(NodeHealth one, List<NodeHealth> round) {
        return COMPARISON.after(one, true, round, true, NOW);
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
        assertThat(standing(at(100, 1), at(900, 2))).as("one that is far ahead").isEqualTo(new Sound());
    }

    @Test
    void takes_no_side_of_a_node_that_has_no_block_there() {
        assertThat(standing(at(100), at(100, 1), at(101, 1))).isEqualTo(new Sound());
    }

    @Test
    void a_node_that_was_left_is_back_once_it_keeps_up() {
        var behind = after(health(at(10)), List.of(health(at(10)), health(at(100))));
        var back = after(behind, List.of(behind, health(at(11))));

        assertThat(behind.standing()).isEqualTo(new Behind(90));
        assertThat(back.standing()).isEqualTo(new Sound());
    }

    @Test
    void only_a_node_that_votes_alike_clears_one_of_a_fork() {
        var outcast = forked(at(100, 2));

        assertThat(after(outcast, List.of(outcast)).standing()).isEqualTo(new Forked());
        assertThat(after(outcast, List.of(outcast, health(at(100, 1)))).standing())
                .isEqualTo(new Forked());
        assertThat(after(outcast, List.of(outcast, health(at(100, 2)))).standing())
                .isEqualTo(new Sound());
    }

    @Test
    void a_fork_is_believed_once_the_others_are_given_up() {
        var outcast = forked(at(100, 2));

        assertThat(COMPARISON.after(outcast, true, List.of(outcast), false, NOW).standing())
                .isEqualTo(new Sound());
    }

    @Test
    void a_node_with_a_fork_of_its_own_is_no_measure_for_the_others() {
        var honest = health(at(100, 1));

        assertThat(after(honest, List.of(honest, forked(at(9_000_000, 2)))).standing())
                .isEqualTo(new Sound());
    }

    @Test
    void even_a_node_with_a_fork_of_its_own_shows_that_the_chain_goes_on() {
        var still = health(Sighting.first(view(100), NOW.minusSeconds(31)));

        assertThat(after(still, List.of(still, forked(at(101, 2)))).standing()).isEqualTo(new Stale());
    }

    @Test
    void a_node_that_is_of_no_use_for_some_rounds_loses_its_voice_until_it_is_back() {
        var node = health(at(100));
        for (var round = 0; round < 3; round++) {
            assertThat(node.hasVoice(3)).isTrue();
            node = COMPARISON.after(node, false, List.of(health(at(100))), true, NOW);
        }
        assertThat(node.hasVoice(3)).isFalse();
        assertThat(after(node, List.of(node)).hasVoice(3)).isTrue();
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
