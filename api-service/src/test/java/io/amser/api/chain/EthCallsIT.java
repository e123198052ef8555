package io.amser.api.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.amser.devstack.process.Readiness;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.call.Call;
import io.amser.protocol.call.ModuleCalls;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Endpoints fail in every way, and callers hear the truth or that there is none. */
class EthCallsIT {
    private static final Address MODULE = new Address("0x" + "a".repeat(40));
    private static final Call<Boolean> IS_ACTIVE =
            ModuleCalls.isActive(new PlanKey(MODULE, new PlanId(1)), new Address("0x" + "b".repeat(40)));
    private static final ChainTime SINCE = new ChainTime(900);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NEVER = Duration.ofDays(1);

    private final Vertx vertx = Vertx.vertx();
    private final List<RpcNode> nodes = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    @AfterEach
    void stop() {
        nodes.forEach(RpcNode::close);
        vertx.closeAndAwait();
    }

    @Test
    void asks_the_next_endpoint_where_one_fails() throws IOException {
        var refusing = node().refusing();
        var calls = calls(NEVER, closed(), refusing.uri(), node().uri());

        assertThat(ask(calls)).isTrue();
        assertThat(refusing.calls()).isEqualTo(1);
    }

    @Test
    void believes_no_endpoint_of_another_chain() throws IOException {
        var foreign = node().ofChain(1);
        var calls = calls(NEVER, foreign.uri(), node().answering(false).uri());

        assertThat(ask(calls)).isFalse();
        assertThat(foreign.calls()).isZero();
    }

    @Test
    void says_that_the_chain_is_unavailable_where_nobody_answers() {
        var calls = calls(NEVER, closed());

        assertThatThrownBy(() -> ask(calls)).isInstanceOf(ChainUnavailable.class);
    }

    @Test
    void asks_the_next_endpoint_where_one_hangs() throws IOException {
        var hanging = node().holding();

        assertThat(ask(calls(NEVER, hanging.uri(), node().uri()))).isTrue();
        assertThat(hanging.calls()).isEqualTo(1);
    }

    @Test
    void leaves_an_endpoint_alone_that_failed_five_times() throws IOException {
        var ill = node().refusing();
        var calls = calls(NEVER, ill.uri(), node().uri());

        for (var time = 0; time < 7; time++) {
            assertThat(ask(calls)).isTrue();
        }

        assertThat(ill.calls()).isEqualTo(5);
    }

    @Test
    void believes_no_endpoint_that_stands_still() throws IOException {
        var standing = node().standingAt(899);

        assertThat(ask(calls(
                        NEVER,
                        standing.uri(),
                        node().answering(false).standingAt(900).uri())))
                .isFalse();
        assertThat(standing.calls()).isZero();
        assertThatThrownBy(() -> ask(calls(NEVER, standing.uri()))).isInstanceOf(ChainUnavailable.class);
    }

    @Test
    void a_contract_that_gives_no_answer_is_no_fault_of_the_endpoint() throws IOException {
        var node = node().reverting();
        var calls = calls(NEVER, node.uri());
        for (var time = 0; time < 7; time++) {
            assertThatThrownBy(() -> ask(calls)).isInstanceOf(ChainUnavailable.class);
        }

        node.answering(true);

        assertThat(ask(calls)).isTrue();
    }

    @Test
    void tries_an_endpoint_again_after_its_rest() throws IOException {
        var ill = node().refusing();
        var calls = calls(Duration.ofMillis(1), ill.uri());
        for (var time = 0; time < 6; time++) {
            assertThatThrownBy(() -> ask(calls)).isInstanceOf(ChainUnavailable.class);
        }

        ill.answering(true);

        assertThat(Readiness.isReadyWithin(PATIENCE, () -> answers(calls))).isTrue();
    }

    @Test
    void an_endpoint_has_to_name_its_chain_again_after_a_rest() throws IOException {
        var moving = node();
        var calls = calls(Duration.ofMillis(1), moving.uri());
        assertThat(ask(calls)).isTrue();
        moving.refusing();
        for (var time = 0; time < 6; time++) {
            assertThatThrownBy(() -> ask(calls)).isInstanceOf(ChainUnavailable.class);
        }

        var asked = moving.chainQuestions();
        moving.answering(true).ofChain(1);

        assertThat(Readiness.isReadyWithin(PATIENCE, () -> {
                    assertThat(answers(calls)).isFalse();
                    return moving.chainQuestions() > asked;
                }))
                .isTrue();
    }

    @Test
    void asks_once_for_equal_questions_of_the_same_moment() throws Exception {
        var slow = node().holding();
        var calls = calls(new Settings(NEVER, PATIENCE, List.of(slow.uri())));

        var first = asking(calls);
        assertThat(Readiness.isReadyWithin(PATIENCE, () -> slow.calls() == 1)).isTrue();
        var second = asking(calls);
        now.set(now.get().plusMillis(51));
        var afterwards = asking(calls);
        assertThat(Readiness.isReadyWithin(PATIENCE, () -> slow.calls() == 2)).isTrue();
        slow.release();

        assertThat(List.of(first.get(), second.get(), afterwards.get())).containsOnly(true);
        assertThat(slow.calls()).isEqualTo(2);
    }

    private static boolean answers(EthCalls calls) {
        try {
            return ask(calls);
        } catch (ChainUnavailable _) {
            return false;
        }
    }

    private static boolean ask(EthCalls calls) {
        return calls.read(List.of(IS_ACTIVE), SINCE).await().indefinitely().to(IS_ACTIVE);
    }

    private static CompletableFuture<Boolean> asking(EthCalls calls) {
        return calls.read(List.of(IS_ACTIVE), SINCE)
                .map(answers -> answers.to(IS_ACTIVE))
                .subscribeAsCompletionStage();
    }

    private EthCalls calls(Duration rest, URI... endpoints) {
        return calls(new Settings(rest, Duration.ofSeconds(3), Arrays.asList(endpoints)));
    }

    private EthCalls calls(Settings settings) {
        return new EthCalls(settings, vertx, new ObjectMapper(), now::get);
    }

    private RpcNode node() throws IOException {
        var node = new RpcNode();
        nodes.add(node);
        return node;
    }

    /** An endpoint at which nobody listens. */
    private static URI closed() {
        return URI.create("http://127.0.0.1:1");
    }

    private record Settings(Duration rpcRest, Duration rpcTimeout, List<URI> rpcUrls) implements ChainConfig {
        @Override
        public long id() {
            return RpcNode.CHAIN;
        }
    }
}
