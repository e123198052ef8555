package io.amser.indexer.rpc.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.indexer.chain.ChainView;
import io.amser.indexer.chain.Finality;
import io.amser.indexer.chain.Headers;
import io.amser.indexer.rpc.health.Choice.Candidate;
import io.amser.protocol.ChainId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static final Instant NOW = Instant.EPOCH.plusSeconds(1_000_000);

    private static NodeHealth taking(int millis) {
        return NodeHealth.UNKNOWN
                .showed(new ChainView(Headers.header(1, 0), Finality.NONE), NOW)
                .voted(Optional.empty(), Duration.ofMillis(millis));
    }

    private static Candidate<String> node(String name, NodeHealth health) {
        return new Candidate<>(name, health, Duration.ZERO, false);
    }

    private static Candidate<String> current(String name, NodeHealth health) {
        return new Candidate<>(name, health, Duration.ZERO, true);
    }

    private static List<String> order(List<Candidate<String>> nodes) {
        return Choice.order(nodes, NOW);
    }

    @Test
    void asks_the_fastest_first() {
        assertThat(order(List.of(node("slow", taking(90)), node("fast", taking(20)))))
                .containsExactly("fast", "slow");
    }

    @Test
    void stays_with_a_node_unless_another_one_is_much_better() {
        assertThat(order(List.of(current("a", taking(90)), node("b", taking(60)))))
                .containsExactly("a", "b");
        assertThat(order(List.of(current("a", taking(90)), node("b", taking(20)))))
                .containsExactly("b", "a");
    }

    @Test
    void prefers_a_node_that_does_not_err_until_the_errors_are_old() {
        var erred = taking(20)
                .failed(NOW.minusSeconds(5))
                .failed(NOW.minusSeconds(3))
                .answered();

        assertThat(order(List.of(node("erred", erred), node("calm", taking(50)))))
                .containsExactly("calm", "erred");
        assertThat(Choice.order(
                        List.of(node("erred", erred), node("calm", taking(50))), NOW.plus(Duration.ofMinutes(5))))
                .containsExactly("erred", "calm");
    }

    @Test
    void does_not_ask_a_node_that_rests() {
        assertThat(order(List.of(node("failed", taking(20).failed(NOW)), node("other", taking(90)))))
                .containsExactly("other");
    }

    @Test
    void asks_the_one_that_rests_for_the_shortest_time_when_all_rest() {
        var twice = taking(20).failed(NOW.minusSeconds(2)).failed(NOW);

        assertThat(order(List.of(node("twice", twice), node("once", taking(90).failed(NOW)))))
                .containsExactly("once");
    }

    @Test
    void follows_no_node_that_lags_or_forks_even_if_no_other_one_answers() {
        var behind = taking(20).found(new Standing.Behind(100));
        var forked = taking(20).found(new Standing.Forked());

        assertThat(order(List.of(node("behind", behind), node("forked", forked))))
                .isEmpty();
    }

    @Test
    void looks_now_and_then_whether_a_node_of_another_chain_is_back_when_there_is_no_other() {
        var elsewhere = taking(20).found(new Standing.Elsewhere(new ChainId(1)));

        assertThat(order(List.of(node("elsewhere", elsewhere), node("ours", taking(90)))))
                .containsExactly("ours");
        assertThat(order(List.of(node("elsewhere", elsewhere.failed(NOW))))).isEmpty();
        assertThat(order(List.of(node("elsewhere", elsewhere.failed(NOW.minusSeconds(1))))))
                .containsExactly("elsewhere");
    }

    @Test
    void counts_the_delay_of_a_limit_of_requests_like_a_slow_answer() {
        var limited = new Candidate<>("limited", taking(20), Duration.ofSeconds(1), true);

        assertThat(order(List.of(limited, node("slow", taking(300))))).containsExactly("slow", "limited");
    }

    @Test
    void rests_longer_each_time_and_is_tried_again_for_ever() {
        var rest = Rest.NONE;
        var now = NOW;
        for (var seconds : List.of(1, 2, 4, 8, 16, 32, 60, 60, 60)) {
            rest = rest.again(now);
            assertThat(Duration.between(now, rest.until())).hasSeconds(seconds);
            assertThat(rest.again(now)).as("a failure of what was asked before").isEqualTo(rest);
            now = rest.until();
        }
    }
}
