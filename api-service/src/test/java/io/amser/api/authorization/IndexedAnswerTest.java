package io.amser.api.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.api.subscription.WalletAtModule;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.MetadataHash;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;
import io.amser.protocol.subscription.Charges;
import io.amser.protocol.subscription.Failures;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.Subscription;
import io.amser.protocol.subscription.SubscriptionAt;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IndexedAnswerTest {
    private static final ChainId CHAIN = new ChainId(31_337);
    private static final Address MODULE = new Address("0x" + "a".repeat(40));
    private static final Address WALLET = new Address("0x" + "b".repeat(40));
    private static final ChainTime PAID = new ChainTime(1_775_001_600);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final PlanId ONE = new PlanId(1);
    private static final PlanId TWO = new PlanId(2);

    private static final SubscriptionAt PAID_PLAN_ONE = subscribed(1, new Charges(1, TokenAmount.of(10), PAID));
    private static final SubscriptionAt UNPAID_PLAN_TWO = subscribed(2, Charges.NONE);

    @Test
    void a_paid_plan_authorizes_an_unpaid_one_does_not() {
        var answer = answer(Set.of(), Set.of());

        assertThat(answer.authorized()).isTrue();
        assertThat(answer.matchingPlanIds()).containsExactly("1");
        assertThat(answer.details())
                .extracting(IndexedAnswer.Detail::planIdOnChain)
                .containsExactly("1", "2");
    }

    @Test
    void where_a_record_is_lost_the_chain_decides_either_way() {
        assertThat(answer(Set.of(ONE), Set.of()).authorized()).isFalse();
        assertThat(answer(Set.of(TWO), Set.of(TWO)).matchingPlanIds()).containsExactly("1", "2");
    }

    @Test
    void the_chain_has_no_word_where_nothing_is_lost() {
        assertThat(answer(Set.of(), Set.of(TWO)).matchingPlanIds()).containsExactly("1");
    }

    private static IndexedAnswer answer(Set<PlanId> inDoubt, Set<PlanId> activeOnChain) {
        var wallet = new WalletAtModule(true, false, inDoubt, List.of(PAID_PLAN_ONE, UNPAID_PLAN_TWO));
        return IndexedAnswer.of(CHAIN, List.of(ONE, TWO), wallet, activeOnChain);
    }

    private static SubscriptionAt subscribed(int id, Charges charges) {
        var plan = new PlanKey(MODULE, new PlanId(id));
        var subscription = new Subscription(
                new SubscriptionKey(MODULE, SubscriptionId.of(id)),
                WALLET,
                plan.id(),
                PAID,
                false,
                false,
                false,
                Executions.unlimited(),
                PAID.plus(MONTH),
                new WindowId(1),
                PAID.plus(MONTH.multipliedBy(12)),
                charges,
                Failures.NONE);
        return subscription.at(PAID, monthly(plan), false, ProcessorPauses.NEVER);
    }

    private static Plan monthly(PlanKey key) {
        var hash = new MetadataHash("0x" + "0".repeat(64));
        return new Plan(key, MODULE, TokenAmount.of(10), MONTH, Duration.ofDays(3), hash, 6, "USDC", true, PAID);
    }
}
