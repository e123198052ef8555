package io.amser.keeper.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.amser.devstack.wallet.Account;
import io.amser.keeper.chain.Block;
import io.amser.keeper.chain.ChainLogs;
import io.amser.keeper.chain.Head;
import io.amser.keeper.chain.NoProcessor;
import io.amser.keeper.concern.Concern.Kind;
import io.amser.keeper.schedule.DueProjection;
import io.amser.protocol.Address;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.decoding.RawLog;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChainSourceIT {

    private static final int A_FEW_BLOCKS = 3;
    private static final int ALL_BLOCKS = 2_000;

    private final SourceStage stage = new SourceStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void what_the_chain_tells_is_due_whatever_the_size_of_the_ranges() {
        var first = stage.subscribe(0, stage.plan);
        var elsewhere = stage.subscribe(1, stage.plan(Account.number(3 + 5)));

        refreshToTheEnd(stage.source(A_FEW_BLOCKS));

        assertThat(stage.due()).containsExactlyInAnyOrder(first.toString(), elsewhere.toString());
    }

    @Test
    void after_a_restart_it_goes_on_where_it_was_and_knows_the_modules() {
        stage.subscribe(0, stage.plan);
        stage.source(ALL_BLOCKS).refresh(stage.chain.head());
        var before = stage.events();
        var second = stage.subscribe(1, stage.plan);

        var anew = stage.source(ALL_BLOCKS);
        anew.refresh(stage.chain.head());
        anew.refresh(stage.chain.head());

        assertThat(stage.due()).hasSize(2).contains(second.toString());
        assertThat(stage.events()).doesNotHaveDuplicates().startsWith(before.toArray(String[]::new));
    }

    @Test
    void what_a_reorganisation_took_back_is_due_no_more_and_can_come_back() {
        var source = stage.source(ALL_BLOCKS);
        stage.subscribe(0, stage.plan);
        source.refresh(stage.chain.head());
        stage.subscribe(1, stage.plan);
        source.refresh(stage.chain.head());
        assertThat(stage.due()).hasSize(2);

        stage.node.local("anvil_reorg", List.of(1, List.of()));
        stage.node.local("evm_mine", List.of());
        source.refresh(stage.chain.head());
        assertThat(stage.due()).hasSize(1);

        var again = stage.subscribe(2, stage.plan);
        source.refresh(stage.chain.head());
        assertThat(stage.due()).hasSize(2).contains(again.toString());
    }

    @Test
    void a_module_whose_deployment_was_taken_back_is_known_no_more() {
        var source = stage.source(ALL_BLOCKS);
        source.refresh(stage.chain.head());
        stage.plan(Account.number(3 + 5));
        source.refresh(stage.chain.head());

        stage.node.local("anvil_reorg", List.of(2, List.of()));
        stage.node.local("evm_mine", List.of());
        source.refresh(stage.chain.head());

        assertThat(stage.database.ask("SELECT address AS answer FROM module")).hasSize(1);
    }

    @Test
    void a_node_that_lags_takes_nothing_back() {
        var source = stage.source(ALL_BLOCKS);
        source.refresh(stage.chain.head());
        var early = stage.chain.head();
        stage.subscribe(0, stage.plan);
        source.refresh(stage.chain.head());

        source.refresh(early);

        assertThat(stage.due()).hasSize(1);
    }

    @Test
    void a_node_that_lags_behind_all_it_remembers_takes_nothing_back() {
        var early = stage.chain.head();
        stage.subscribe(0, stage.plan);
        stage.source(ALL_BLOCKS).refresh(stage.chain.head());
        var behind = new Faulty(stage.chain, number -> number.compareTo(early.number()) > 0);

        stage.source(ALL_BLOCKS, behind).refresh(early);

        assertThat(stage.due()).hasSize(1);
        assertThat(stage.concerns.all()).isEmpty();
    }

    @Test
    void a_node_without_blocks_is_a_concern_and_takes_nothing_back() {
        stage.subscribe(0, stage.plan);
        stage.source(ALL_BLOCKS).refresh(stage.chain.head());

        stage.source(ALL_BLOCKS, new Faulty(stage.chain, _ -> true)).refresh(stage.chain.head());

        assertThat(stage.due()).hasSize(1);
        assertThat(stage.concerns.count(Kind.SOURCE_SILENT)).isOne();
    }

    @Test
    void a_chain_that_has_none_of_what_was_read_is_a_concern_and_takes_nothing_back() {
        stage.subscribe(0, stage.plan);
        stage.source(ALL_BLOCKS).refresh(stage.chain.head());
        stage.database.ask("UPDATE followed_block SET hash = '0x' || repeat('7', 64) RETURNING hash AS answer");

        stage.source(ALL_BLOCKS).refresh(stage.chain.head());

        assertThat(stage.due()).hasSize(1);
        assertThat(stage.concerns.count(Kind.SOURCE_SILENT)).isOne();
    }

    @Test
    void two_that_follow_into_the_same_tables_apply_everything_once() {
        var one = stage.source(ALL_BLOCKS);
        var other = stage.source(ALL_BLOCKS);
        one.refresh(stage.chain.head());
        stage.subscribe(0, stage.plan);

        other.refresh(stage.chain.head());
        one.refresh(stage.chain.head());

        assertThat(stage.due()).hasSize(1);
        assertThat(stage.events()).doesNotHaveDuplicates();
    }

    @Test
    void where_no_processor_stands_nothing_is_followed() {
        var source = new ChainSource(
                stage.chain,
                new FollowedEvents(stage.database.pool(), new DueProjection()),
                List.of(stage.contracts.token()),
                new SourceStage.Ranges(ALL_BLOCKS),
                stage.concerns);

        assertThatExceptionOfType(NoProcessor.class).isThrownBy(() -> source.refresh(stage.chain.head()));
    }

    private void refreshToTheEnd(ChainSource source) {
        var head = stage.chain.head();
        for (var i = 0; i < head.number().value(); i++) {
            source.refresh(head);
        }
    }

    /** A node that does not have some blocks. */
    private record Faulty(ChainLogs chain, Predicate<BlockNumber> lacks) implements ChainLogs {

        @Override
        public KnownContracts contracts(List<Address> processors, Head at) {
            return chain.contracts(processors, at);
        }

        @Override
        public List<RawLog> logs(Collection<Address> contracts, BlockNumber from, BlockNumber to) {
            return chain.logs(contracts, from, to);
        }

        @Override
        public Map<BlockNumber, Block> blocks(Collection<BlockNumber> numbers) {
            return chain.blocks(numbers.stream().filter(lacks.negate()).toList());
        }
    }
}
