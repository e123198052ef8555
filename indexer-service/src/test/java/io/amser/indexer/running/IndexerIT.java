package io.amser.indexer.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.actor.Merchant;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.wallet.Account;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.publishing.PublishedHeads;
import io.amser.protocol.Executions;
import io.amser.protocol.ModuleKind;
import io.amser.protocol.PlanKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.FactoryCalls;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.event.ChainEvent.ModuleDeployed;
import io.amser.protocol.event.ChainEvent.SubscriberBlocked;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One indexer between a real chain and a real broker. */
class IndexerIT {
    private static final Duration DAYS_30 = Duration.ofDays(30);
    private static final Duration DAYS_3 = Duration.ofDays(3);
    private static final TokenAmount TEN_DOLLARS = TokenAmount.of(10_000_000);

    /** Two blocks on top make a block safe, four make it final. */
    private LocalChain local;

    @BeforeEach
    void deploy() {
        local = new LocalChain(
                ChainSettings.blockPerTransaction().withSlotsPerEpoch(2).surviving());
    }

    @AfterEach
    void end() {
        local.close();
    }

    @Test
    void backfills_what_is_final_and_then_follows_the_head() {
        var plan = plan();
        subscribe(0, plan);
        mine(100);

        local.start();
        local.awaitIndexed();
        local.assertLogIsChain();

        subscribe(1, plan);
        local.awaitIndexed();
        local.assertLogIsChain();
    }

    @Test
    void finds_the_events_of_a_module_in_the_block_that_deployed_it() {
        local.node().local("evm_setAutomine", List.of(false));
        local.sendUnmined(FactoryCalls.deployModule(local.contracts().factory(), ModuleKind.SUBSCRIPTIONS));
        local.sendUnmined(ModuleCalls.blockSubscriber(
                local.firstModule(), local.subscriber(0).address()));
        mine(1);

        local.start();
        local.awaitIndexed();

        local.assertLogIsChain();
        assertThat(local.log().events())
                .filteredOn(event -> event instanceof ModuleDeployed || event instanceof SubscriberBlocked)
                .hasSize(2)
                .extracting(event -> event.origin().blockNumber())
                .containsOnly(local.tail().newestNumber());
    }

    @Test
    void ignores_the_look_alikes_of_a_foreign_contract() {
        var plan = plan();
        var impostor = new Merchant(Account.number(8), local.node(), local.withForeignFactory());
        impostor.deployModule();
        impostor.createPlan("Fake", TEN_DOLLARS, DAYS_30, DAYS_3);

        local.start();
        local.awaitIndexed();
        subscribe(0, plan);
        impostor.createPlan("Fake again", TEN_DOLLARS, DAYS_30, DAYS_3);
        local.awaitIndexed();

        local.assertLogIsChain();
        assertThat(local.log().events())
                .extracting(event -> event.origin().key())
                .doesNotContain(impostor.module());
    }

    @Test
    void takes_back_what_a_reorganisation_removed() {
        var plan = plan();
        local.start();
        subscribe(0, plan);
        local.awaitIndexed();
        var before = local.log().events();

        local.node().local("anvil_reorg", List.of(2, List.of()));
        mine(1);
        local.awaitIndexed();

        local.assertLogIsChain();
        assertThat(local.log().events()).hasSizeLessThan(before.size());
        assertThat(local.log().records()).anyMatch(PublishedEvent::retracted);

        subscribe(1, plan);
        local.awaitIndexed();
        local.assertLogIsChain();
    }

    @Test
    void forgets_a_module_whose_deployment_was_taken_back() {
        local.start();
        plan();
        local.awaitIndexed();

        local.node().local("anvil_reorg", List.of(2, List.of()));
        mine(2);
        local.awaitIndexed();
        assertThat(local.log().events()).noneMatch(ModuleDeployed.class::isInstance);

        plan();
        local.awaitIndexed();
        local.assertLogIsChain();
    }

    @Test
    void stops_when_a_final_block_is_gone() {
        var indexer = local.start();
        subscribe(0, plan());
        mine(3);
        local.awaitIndexed();
        var before = local.log().records();

        local.node().local("anvil_reorg", List.of(8, List.of()));
        mine(1);
        LocalChain.await(() -> indexer.condition() instanceof Condition.Stopped);

        assertThat(local.log().records()).isEqualTo(before);
    }

    @Test
    void says_each_event_once_however_often_it_is_cut_off() {
        var plan = plan();
        for (var cuts = 0; cuts < 6; cuts++) {
            var chain = new AbandonedChain(local.chain(), 3 + 7 * cuts);
            local.start(chain);
            subscribe(cuts, plan);
            if (cuts % 2 == 1) {
                mine(12);
            }
            LocalChain.await(chain::isAbandoned);
        }

        local.start();
        local.awaitIndexed();
        local.assertLogIsChain();
    }

    @Test
    void stands_by_once_fenced_and_takes_over_from_a_silent_successor() {
        var plan = plan();
        var first = local.start();
        local.awaitIndexed();
        var chain = new AbandonedChain(local.chain(), 40);

        local.start(chain);
        LocalChain.await(() -> first.condition() instanceof Condition.Standby);
        subscribe(0, plan);
        LocalChain.await(chain::isAbandoned);
        LocalChain.await(() -> first.condition() instanceof Condition.Indexing);

        subscribe(1, plan);
        local.awaitIndexed();
        local.assertLogIsChain();
    }

    @Test
    void tells_the_head_again_while_no_block_comes() {
        local.start();
        local.awaitIndexed();
        var first = PublishedHeads.newest(local.kafka(), LocalChain.ID).orElseThrow();

        LocalChain.await(() -> PublishedHeads.newest(local.kafka(), LocalChain.ID)
                .filter(head -> head.writtenAt().isAfter(first.writtenAt()))
                .isPresent());

        var again = PublishedHeads.newest(local.kafka(), LocalChain.ID).orElseThrow();
        assertThat(again.head()).isEqualTo(first.head());
    }

    @Test
    void finds_by_reading_again_what_the_log_has_too_much_and_too_little() {
        subscribe(0, plan());
        mine(10);
        local.start();
        local.awaitIndexed();
        assertThat(local.verify().isClean()).isTrue();

        var events = local.log().events();
        var lost = events.getLast();
        local.forge(PublishedEvent.retractionOf(lost));

        var report = local.verify();
        assertThat(report.missing()).containsExactly(lost.id());
        assertThat(report.surplus()).isEmpty();
        assertThat(report.eventsOnChain()).isEqualTo(report.eventsInLog() + 1);
    }

    @Test
    void outlasts_an_outage_of_the_chain() {
        var plan = plan();
        var indexer = local.start();
        local.awaitIndexed();

        local.killChain();
        LocalChain.await(() -> indexer.condition() instanceof Condition.Outage);
        assertThat(indexer.condition().isReady()).isFalse();
        local.restartChain();

        subscribe(0, plan);
        local.awaitIndexed();
        local.assertLogIsChain();
    }

    private PlanKey plan() {
        local.merchant(0).deployModule();
        return local.merchant(0).createPlan("Pro", TEN_DOLLARS, DAYS_30, DAYS_3);
    }

    private void subscribe(int number, PlanKey plan) {
        var subscriber = local.subscriber(number);
        subscriber.receive(TokenAmount.of(100_000_000));
        subscriber.approvePermit2();
        subscriber.subscribe(plan, Executions.limited(12), TokenAmount.of(120_000_000), Duration.ofDays(400));
    }

    private void mine(int blocks) {
        local.node().local("anvil_mine", List.of("0x" + Integer.toHexString(blocks)));
    }
}
