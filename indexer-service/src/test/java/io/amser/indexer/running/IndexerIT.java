package io.amser.indexer.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.server.ChainSettings;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.publishing.PublishedHeads;
import io.amser.protocol.Executions;
import io.amser.protocol.PlanKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.event.ChainEvent;
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
        local = new LocalChain(ChainSettings.blockPerTransaction().withSlotsPerEpoch(2));
    }

    @AfterEach
    void end() {
        local.close();
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

    @Test
    void backfills_what_is_final_and_then_follows_the_head() {
        subscribe(0, plan());
        local.node().local("anvil_mine", List.of("0x80"));

        local.start();
        local.awaitIndexed();
        local.assertLogIsChain();

        subscribe(1, new PlanKey(local.merchant(0).module(), new io.amser.protocol.PlanId(1)));
        local.awaitIndexed();
        local.assertLogIsChain();
    }
}
