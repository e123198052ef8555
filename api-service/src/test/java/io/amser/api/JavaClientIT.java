package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.amser.client.Activity;
import io.amser.client.ActivityFilter;
import io.amser.client.Address;
import io.amser.client.Amser;
import io.amser.client.AmserException;
import io.amser.client.AsOf.Finality;
import io.amser.client.CheckMode;
import io.amser.client.Explanation;
import io.amser.client.Subscription;
import io.amser.client.SubscriptionStatus;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.FailCode;
import io.amser.protocol.TokenAmount;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The library for merchants' servers reads what this service really answers. */
@QuarkusTest
@OnTestServers
class JavaClientIT {
    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant FEBRUARY = JANUARY.plus(TestMerchant.MONTH);

    private final TestMerchant merchant = TestMerchant.unknownSoFar();
    private final io.amser.protocol.Address payer = TestChain.newAddress();
    private final Address wallet = Address.of(payer.checksummed());
    private final Address module = Address.of(merchant.module().checksummed());
    private final Address owner = Address.of(merchant.wallet().value());

    private Amser amser;

    @BeforeEach
    void publish() {
        amser = Amser.at(URI.create("http://127.0.0.1:" + ApiCaller.port())).withKey(ApiCaller.DEV_KEY);
        TestChain.goTo(TestChain.at("2026-01-01T00:00:00Z"));
        TestChain.publish(
                merchant.deployed(),
                merchant.planCreated(1),
                merchant.planCreated(2),
                merchant.subscribed(1, payer, 1),
                merchant.subscribed(2, TestChain.newAddress(), 2),
                merchant.charged(1, payer, 0),
                merchant.failed(2, 0, FailCode.INSUFFICIENT_ALLOWANCE));
    }

    @Test
    void checks_a_wallet_in_the_index() {
        var answer = amser.check(module, wallet, List.of(1L, 2L), CheckMode.INDEXED);

        assertThat(answer.authorized()).isTrue();
        assertThat(answer.mode()).isEqualTo(CheckMode.INDEXED);
        assertThat(answer.wallet()).isEqualTo(wallet);
        assertThat(answer.moduleAddress()).isEqualTo(module);
        assertThat(answer.planIds()).containsExactly(1L, 2L);
        assertThat(answer.onchain()).isNull();
        assertThat(answer.indexed().matchingPlanIds()).containsExactly(1L);
        var detail = answer.indexed().details().getFirst();
        assertThat(detail.status()).isEqualTo(SubscriptionStatus.ACTIVE);
        assertThat(detail.nextChargeDate()).isEqualTo(FEBRUARY);
        assertThat(detail.allocationId())
                .isEqualTo(DeterministicIds.allocation(TestChain.ID, merchant.subscription(1)));
        assertThat(answer.asOf().finality()).isEqualTo(Finality.SAFE);
        assertThat(answer.asOf().incomplete()).isFalse();
        assertThat(amser.isAuthorized(module, wallet, 2)).isFalse();
    }

    @Test
    void checks_a_wallet_on_chain_and_in_both() throws IOException {
        try (var _ = RpcStandIn.whereActive(1)) {
            assertThat(amser.check(module, wallet, List.of(1L), CheckMode.ONCHAIN)
                            .onchain()
                            .method())
                    .isEqualTo("isActive");
            assertThat(amser.check(module, wallet, List.of(1L), CheckMode.BOTH).indexed())
                    .isNotNull();
        }
    }

    @Test
    void checks_an_index_that_is_fresh_enough() {
        var answer = amser.check(module, wallet, List.of(1L), Duration.ofHours(1));

        assertThat(answer.authorized()).isTrue();
        assertThat(answer.mode()).isEqualTo(CheckMode.INDEXED);
    }

    @Test
    void explains_what_is_missing() throws IOException {
        var poor = TestMerchant.unknownSoFar();
        var payer = ExplainIT.subscribe(poor, 1);
        TestChain.publish(poor.failed(1, 0, FailCode.TRANSFER_FAILED));

        try (var _ = RpcStandIn.in(TestChain.time(), ExplainIT.facts(poor, payer, TokenAmount.of(9_999_999)))) {
            var answer = amser.explain(Address.of(poor.wallet().value()), BigInteger.ONE);

            assertThat(answer.verdict().who()).isEqualTo(Explanation.Actor.SUBSCRIBER);
            assertThat(answer.verdict().reason()).isEqualTo("balance_low");
            assertThat(answer.verdict().until()).isNull();
            assertThat(answer.obstacles()).singleElement().extracting("reason").isEqualTo("balance_low");
            assertThat(answer.status()).isEqualTo(SubscriptionStatus.PENDING);
            assertThat(answer.facts().balance()).isEqualTo(9_999_999);
            assertThat(answer.facts().price()).isEqualTo(10_000_000);
            assertThat(answer.facts().quote()).isEqualTo("None");
            assertThat(answer.facts().permit2ExpiresAt()).isAfter(JANUARY);
            assertThat(answer.facts().approvalToPermit2()).isPositive();
            assertThat(answer.facts().accessUntil()).isNull();
            assertThat(answer.facts().tokenChargeable()).isTrue();
            assertThat(answer.lastFailure().reason()).isEqualTo("TransferFailed");
            assertThat(answer.asOf()).isNotNull();
        }
    }

    @Test
    void reads_failures_credits_and_what_is_due() {
        assertThat(amser.activity(owner, ActivityFilter.ALL.ofType(Activity.Type.FAIL)))
                .singleElement()
                .satisfies(failure -> assertThat(failure.type()).isEqualTo(Activity.Type.FAIL));
        assertThat(amser.activity(
                        owner, ActivityFilter.ALL.ofType(Activity.Type.FAIL).since(FEBRUARY)))
                .isEmpty();
        assertThat(amser.credits(owner)).isEmpty();
        assertThat(amser.credit(owner, BigInteger.ONE)).isEmpty();
        assertThat(amser.due().filter(due -> due.moduleAddress().equals(module)))
                .singleElement()
                .satisfies(due -> {
                    assertThat(due.onChainId()).isEqualTo(2);
                    assertThat(due.dueAt()).isEqualTo(JANUARY);
                    assertThat(due.windowClosesAt()).isEqualTo(FEBRUARY);
                });
    }

    @Test
    void reads_how_business_goes() {
        var analytics = amser.analytics(owner, JANUARY);

        assertThat(analytics.since()).isEqualTo(JANUARY);
        assertThat(analytics.subscribers().active()).isEqualTo(1);
        assertThat(analytics.subscribers().pending()).isEqualTo(1);
        assertThat(analytics.subscribers().subscribed()).isEqualTo(2);
        assertThat(analytics.mrr())
                .singleElement()
                .satisfies(sum -> assertThat(sum.amount()).isEqualTo(10_000_000));
        assertThat(analytics.days()).singleElement().satisfies(day -> {
            assertThat(day.date()).isEqualTo("2026-01-01");
            assertThat(day.charges()).isEqualTo(1);
            assertThat(day.failureRate()).isEqualTo(0.5);
            assertThat(day.reasons().getFirst().reason()).isEqualTo("InsufficientAllowance");
        });
        assertThat(amser.analytics(owner).days()).hasSize(1);
    }

    @Test
    void says_that_the_chain_does_not_answer_and_what_the_index_knows() {
        assertThatExceptionOfType(AmserException.class)
                .isThrownBy(() -> amser.check(module, wallet, List.of(1L), CheckMode.BOTH))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo("chain_unavailable");
                    assertThat(e.retryAfter()).isPresent();
                    assertThat(e.problem().at("/indexed/authorized").booleanValue())
                            .isTrue();
                });
    }

    @Test
    void reads_plans() {
        var plans = amser.plans(owner).toList();

        assertThat(plans).hasSize(2).isEqualTo(amser.plansOfModule(module).toList());
        var plan = plans.getFirst();
        assertThat(plan.planIdOnChain()).isEqualTo(1);
        assertThat(plan.price()).isEqualTo(10_000_000);
        assertThat(plan.billingInterval()).isEqualTo(Duration.ofDays(30));
        assertThat(plan.createdAt()).isEqualTo(JANUARY);
        assertThat(plan.name()).isNull();
        assertThat(amser.plan(owner, 2).orElseThrow().asOf()).isNotNull();
        assertThat(amser.plan(owner, module, 2).orElseThrow().planIdOnChain()).isEqualTo(2);
        assertThat(amser.plan(owner, 3)).isEmpty();
    }

    @Test
    void reads_subscriptions() {
        var subscriptions = amser.subscriptions(owner).toList();

        assertThat(subscriptions)
                .extracting(Subscription::status)
                .containsExactly(SubscriptionStatus.ACTIVE, SubscriptionStatus.PENDING);
        var first = subscriptions.getFirst();
        assertThat(first.userAddress()).isEqualTo(wallet);
        assertThat(first.totalSpent()).isEqualTo(10_000_000);
        assertThat(first.timesExecuted()).isEqualTo(1);
        assertThat(first.remainingExecutions()).isNull();
        assertThat(first.expiresAt()).isEqualTo(JANUARY.plus(TestMerchant.MONTH.multipliedBy(24)));
        assertThat(first.blocked()).isFalse();
        assertThat(amser.subscription(owner, BigInteger.TWO).orElseThrow().asOf())
                .isNotNull();
        assertThat(amser.subscription(owner, module, BigInteger.TEN)).isEmpty();
    }

    @Test
    void reads_activity_through_a_filter() {
        var all = amser.activity(owner, ActivityFilter.ALL).toList();
        var failures = ActivityFilter.ALL.ofType(Activity.Type.FAIL).since(JANUARY);

        assertThat(all).extracting(Activity::type).containsExactly(Activity.Type.FAIL, Activity.Type.CHARGE);
        assertThat(all.get(1).feePaid()).isEqualTo(100_000);
        assertThat(amser.activity(owner, failures))
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("InsufficientAllowance"));
        assertThat(amser.activity(owner, failures.since(FEBRUARY))).isEmpty();
        assertThat(amser.activity(owner, ActivityFilter.ALL.inToken(owner))).isEmpty();
    }

    @Test
    void reads_how_the_platform_fares() {
        var chain = amser.status().chains().getFirst();

        assertThat(chain.chainId()).isEqualTo(TestChain.ID.value());
        assertThat(chain.indexed()).isNotNull().isEqualTo(chain.head());
        assertThat(amser.status().log()).isNotNull();
        assertThat(amser.tokens()).isNotNull();
        assertThat(amser.token(owner)).isEmpty();
    }

    @Test
    void says_by_its_code_what_is_wrong() {
        var stranger = Address.of("0x" + "e".repeat(40));

        assertThatExceptionOfType(AmserException.class)
                .isThrownBy(() -> amser.isAuthorized(stranger, wallet, 1))
                .satisfies(e -> assertThat(e.code()).isEqualTo("unknown_module"));
        assertThatExceptionOfType(AmserException.class)
                .isThrownBy(() -> amser.withKey("another").subscriptions(owner).toList())
                .satisfies(e -> assertThat(e.status()).isEqualTo(401));
        assertThatExceptionOfType(AmserException.class)
                .isThrownBy(() -> amser.plan(owner, -1))
                .satisfies(
                        e -> assertThat(e.problem().path("parameter").asText()).isEqualTo("id"));
    }
}
