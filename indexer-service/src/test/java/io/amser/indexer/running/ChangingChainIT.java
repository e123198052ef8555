package io.amser.indexer.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.restless.RestlessChain;
import io.amser.devstack.restless.Sending;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.wallet.Account;
import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.Address;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.Executions;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.ProcessorCalls;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** One indexer on a chain that changes its mind; sixteen blocks on top make a block final. */
@TestInstance(Lifecycle.PER_CLASS)
class ChangingChainIT {
    private static final TokenAmount TEN_DOLLARS = TokenAmount.of(10_000_000);
    private static final int MANY = 2_000;
    private static final int TESTS = 4;

    private LocalChain local;
    private PlanKey plan;
    private RestlessChain chain;
    private final List<SubscriptionKey> subscriptions = new ArrayList<>();
    private int current = -1;

    /** One charge of each subscription is due. */
    @BeforeAll
    void subscribe() {
        local = new LocalChain(ChainSettings.blockPerTransaction().withSlotsPerEpoch(8));
        local.merchant(0).deployModule();
        plan = local.merchant(0).createPlan("Pro", TEN_DOLLARS, Duration.ofDays(30), Duration.ofDays(3));
        for (var number = 0; number < TESTS; number++) {
            var subscriber = local.subscriber(1 + number);
            subscriber.receive(TEN_DOLLARS);
            subscriber.approvePermit2();
            subscriptions.add(subscriber.subscribe(
                    plan, Executions.unlimited(), TokenAmount.UNLIMITED_ALLOWANCE, Duration.ofDays(400)));
        }
        chain = local.restless();
        local.start();
    }

    /** Each test has a subscription of its own, and what was before it can no longer be taken back. */
    @BeforeEach
    void settle() {
        current++;
        chain.mine(16);
    }

    @AfterAll
    void end() {
        local.close();
    }

    @Test
    void a_branch_that_returns_brings_its_events_back_under_the_same_ids() {
        chain.block(List.of(charge()));
        chain.block(List.of(pause()));
        local.awaitIndexed();
        var before = local.log().events();

        chain.reorganise(2, 0);
        chain.block(List.of(resume()));
        local.awaitIndexed();
        local.assertLogIsChain();
        assertThat(chain.bringBack()).isPresent();
        local.awaitIndexed();

        assertThat(local.log().events())
                .isEqualTo(before)
                .isEqualTo(local.tail().events());
        assertThat(local.log().records())
                .filteredOn(record -> record.event().equals(before.getLast()))
                .extracting(PublishedEvent::retracted)
                .containsExactly(false, true, false);
    }

    @Test
    void a_head_that_goes_down_is_followed_as_soon_as_another_branch_grows_from_there() {
        chain.block(List.of(charge()));
        chain.block(List.of(pause()));
        chain.mine(2);
        local.awaitIndexed();
        var before = local.log().events();

        chain.shrink(3);
        chain.block(List.of());
        local.awaitIndexed();

        local.assertLogIsChain();
        assertThat(local.log().events()).hasSize(before.size() - 1);
    }

    @Test
    void a_block_of_many_events_comes_and_goes_whole() {
        chain.block(blockings(MANY));
        local.awaitIndexed();
        assertThat(eventsInNewestBlock()).hasSize(MANY);
        local.assertLogIsChain();

        chain.reorganise(1, 0);
        local.awaitIndexed();
        assertThat(eventsInNewestBlock()).isEmpty();
        local.assertLogIsChain();
    }

    @Test
    void a_charge_that_is_mined_again_has_a_new_event_and_the_same_charge_id() {
        chain.block(List.of(charge()));
        chain.mine(2);
        local.awaitIndexed();
        var first = charged();

        chain.reorganise(3, 1);
        local.awaitIndexed();

        var second = charged();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.origin().txHash()).isEqualTo(first.origin().txHash());
        assertThat(chargeId(second)).isEqualTo(chargeId(first));
        local.assertLogIsChain();
    }

    private SubscriptionKey subscription() {
        return subscriptions.get(current);
    }

    private Sending charge() {
        return new Sending(
                Account.keeper().address(),
                ProcessorCalls.batchExecute(local.contracts().processor(), List.of(subscription())));
    }

    private Sending pause() {
        return new Sending(local.subscriber(1 + current).address(), ModuleCalls.pause(subscription()));
    }

    private Sending resume() {
        return new Sending(local.subscriber(1 + current).address(), ModuleCalls.resume(subscription()));
    }

    private List<Sending> blockings(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Sending(
                        local.merchant(0).address(),
                        ModuleCalls.blockSubscriber(plan.module(), new Address("0x%040x".formatted(number)))))
                .toList();
    }

    private List<ChainEvent> eventsInNewestBlock() {
        return local.log().events().stream()
                .filter(event -> event.origin().blockHash().equals(chain.newest()))
                .toList();
    }

    private ExecutionExecuted charged() {
        var charges = local.log().events().stream()
                .filter(ExecutionExecuted.class::isInstance)
                .map(ExecutionExecuted.class::cast)
                .filter(charge -> charge.subscription().equals(subscription()))
                .toList();
        assertThat(charges).hasSize(1);
        return charges.getFirst();
    }

    private static UUID chargeId(ExecutionExecuted charge) {
        return DeterministicIds.charge(charge.origin().chainId(), charge.subscription(), charge.windowId());
    }
}
