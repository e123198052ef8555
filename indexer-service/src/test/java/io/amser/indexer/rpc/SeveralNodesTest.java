package io.amser.indexer.rpc;

import static io.amser.indexer.chain.Headers.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.ChainUnavailable;
import io.amser.indexer.chain.ChainView;
import io.amser.indexer.chain.Finality;
import io.amser.indexer.metrics.RpcMetrics;
import io.amser.indexer.rpc.health.Comparison;
import io.amser.protocol.Address;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeveralNodesTest {
    private static final int NEVER = 1_000_000;
    private static final int CALLS_PER_ROUND = 4;
    private static final BlockHeader SETTLED = header(55, 0);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
    }

    private BranchStandIn node(long head) throws IOException {
        var node = new BranchStandIn(head);
        open.add(node);
        return node;
    }

    private JsonRpcChain chain(int roundsToGiveUp, BranchStandIn... nodes) {
        var address = new Address("0x" + "ee".repeat(20));
        var chain = new JsonRpcChain(
                new RpcSettings(
                        new ChainId(5),
                        Stream.of(nodes).map(BranchStandIn::url).toList(),
                        Duration.ofSeconds(5),
                        new FinalityRule(1, 2),
                        Duration.ofMillis(20),
                        new Comparison(5, roundsToGiveUp)),
                new LogFilters(address, List.of(address)),
                InstantSource.system(),
                new RpcMetrics(new SimpleMeterRegistry()));
        open.add(chain);
        return chain;
    }

    private static ChainView view(JsonRpcChain chain) {
        try {
            return chain.view();
        } catch (ChainUnavailable e) {
            return new ChainView(header(0, 0), Finality.NONE);
        }
    }

    private static boolean shows(JsonRpcChain chain, long head) {
        return view(chain).newest().number().value() == head;
    }

    private static void await(BooleanSupplier condition) {
        var attempts = 0;
        while (!condition.getAsBoolean()) {
            assertThat(attempts++).as("attempts").isLessThan(3_000);
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** So that what the node says now has been weighed. */
    private static void awaitTwoRounds(BranchStandIn node) {
        var before = rounds(node);
        await(() -> rounds(node) >= before + 2);
    }

    private static long rounds(BranchStandIn node) {
        return node.node().asked().stream()
                        .filter("eth_getBlockByNumber"::equals)
                        .count()
                / CALLS_PER_ROUND;
    }

    @Test
    void a_node_that_lags_is_left_and_taken_again_when_it_has_caught_up() throws IOException {
        var lagging = node(90);
        var other = node(100);
        var chain = chain(NEVER, lagging, other);

        await(() -> shows(chain, 100));

        lagging.head(101);
        other.away(true);
        await(() -> shows(chain, 101));
    }

    @Test
    void blocks_are_taken_back_only_by_the_word_of_two() throws IOException {
        var one = node(100);
        var another = node(100);
        var chain = chain(NEVER, one, another);
        one.fork(98, 1);

        assertThat(chain.confirms(header(98, 1, 0))).isFalse();
        another.fork(98, 1);
        assertThat(chain.confirms(header(98, 1, 0))).isTrue();
    }

    @Test
    void a_node_that_cannot_answer_is_waited_for_until_it_is_given_up() throws IOException {
        var one = node(100);
        var away = node(100);
        var chain = chain(3, one, away);
        one.fork(98, 1);
        away.away(true);

        assertThat(chain.confirms(header(98, 1, 0))).isFalse();
        await(() -> view(chain).newest().equals(header(100, 1)) && chain.confirms(header(98, 1, 0)));
    }

    @Test
    void a_node_that_has_not_come_so_far_contradicts_nothing() throws IOException {
        var one = node(100);
        var lower = node(97);
        var chain = chain(NEVER, one, lower);
        one.fork(98, 1);

        assertThat(chain.confirms(header(98, 1, 0))).isFalse();
        lower.fork(98, 1);
        lower.head(98);
        assertThat(chain.confirms(header(98, 1, 0))).isTrue();
    }

    @Test
    void a_node_that_two_contradict_is_left() throws IOException {
        var alone = node(100);
        var chain = chain(NEVER, alone, node(100), node(100));
        alone.fork(90, 1);

        assertThat(chain.confirms(header(90, 1, 0))).isFalse();

        assertThat(chain.view().newest()).isEqualTo(header(100, 0));
    }

    @Test
    void of_two_nodes_neither_is_left_for_the_other_whoever_is_ahead() throws IOException {
        var ahead = node(100);
        var honest = node(100);
        var chain = chain(NEVER, ahead, honest);
        ahead.fork(98, 1);
        ahead.head(130);
        chain.view();
        awaitTwoRounds(honest);
        awaitTwoRounds(honest);

        assertThat(chain.agreed(List.of(header(98, 1, 0), header(99, 1)), SETTLED))
                .isEmpty();
        assertThat(chain.confirms(header(98, 1, 0))).isFalse();
        ahead.fork(Long.MAX_VALUE, 0);
        assertThat(chain.agreed(List.of(header(98, 0), header(99, 0)), SETTLED)).hasSize(2);
    }

    @Test
    void of_two_nodes_the_one_that_denies_what_is_final_is_left() throws IOException {
        var foreign = node(100);
        var chain = chain(NEVER, foreign, node(100));
        await(() -> view(chain).finality().finalized().value() == 60);
        foreign.fork(50, 1);

        assertThat(chain.agreed(List.of(header(100, 0)), SETTLED)).hasSize(1);
        assertThat(chain.confirms(header(50, 1, 0))).isFalse();
        assertThat(chain.view().newest()).isEqualTo(header(100, 0));
    }

    @Test
    void of_three_nodes_the_majority_is_followed() throws IOException {
        var alone = node(100);
        var chain = chain(NEVER, alone, node(100), node(100));
        alone.fork(90, 1);

        await(() -> view(chain).newest().equals(header(100, 0)));
    }

    @Test
    void new_blocks_are_shared_as_far_as_a_second_node_has_them() throws IOException {
        var one = node(100);
        var another = node(98);
        var chain = chain(NEVER, one, another);
        var news = List.of(header(97, 0), header(98, 0), header(99, 0), header(100, 0));

        assertThat(chain.agreed(news, SETTLED)).isEqualTo(news.subList(0, 2));
        another.head(96);
        assertThat(chain.agreed(news, SETTLED)).isEmpty();
        another.head(120);
        assertThat(chain.agreed(news, SETTLED)).isEqualTo(news);
        another.fork(100, 1);
        assertThat(chain.agreed(news, SETTLED)).as("all but the last").isEqualTo(news.subList(0, 3));
    }

    @Test
    void a_node_that_mines_alone_is_not_followed() throws IOException {
        var alone = node(100);
        var chain = chain(NEVER, alone, node(100));
        alone.fork(99, 1);

        assertThat(chain.agreed(List.of(header(99, 1, 0), header(100, 1)), SETTLED))
                .isEmpty();
        assertThat(chain.agreed(List.of(header(100, 1)), SETTLED)).isEmpty();
    }

    @Test
    void one_that_two_contradict_is_left_at_once() throws IOException {
        var alone = node(100);
        var chain = chain(NEVER, alone, node(100), node(100));
        alone.fork(100, 1);

        assertThat(chain.agreed(List.of(header(100, 1, 0)), SETTLED)).isEmpty();
        assertThat(chain.view().newest()).isEqualTo(header(100, 0));
    }

    @Test
    void a_node_that_cannot_say_what_is_new_is_waited_for_shortly() throws IOException {
        var one = node(100);
        var away = node(100);
        var chain = chain(NEVER, one, away);
        away.away(true);

        assertThat(chain.agreed(List.of(header(100, 0)), SETTLED)).isEmpty();
        await(() -> view(chain).newest().equals(header(100, 0)));
        await(() -> !chain.agreed(List.of(header(100, 0)), SETTLED).isEmpty());
    }

    @Test
    void what_is_final_is_final_for_two_nodes_and_stays_final() throws IOException {
        var one = node(100);
        var lower = node(98);
        var chain = chain(NEVER, one, lower);

        await(() -> view(chain).finality().finalized().value() == 58);
        one.head(104);
        await(() -> shows(chain, 104));
        assertThat(view(chain).finality().finalized()).isEqualTo(new BlockNumber(58));
        lower.head(99);
        await(() -> view(chain).finality().finalized().value() == 59);
        lower.head(97);
        awaitTwoRounds(lower);
        assertThat(view(chain).finality().finalized()).isEqualTo(new BlockNumber(59));
    }

    @Test
    void a_node_that_denies_blocks_below_its_newest_one_is_left() throws IOException {
        var boasting = node(100);
        var chain = chain(NEVER, boasting);
        chain.view();
        boasting.head(50);

        assertThatThrownBy(() -> chain.header(new BlockNumber(60)))
                .isInstanceOf(ChainUnavailable.class)
                .hasMessageContaining("does not have block 60");
    }
}
