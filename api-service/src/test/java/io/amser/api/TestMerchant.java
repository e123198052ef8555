package io.amser.api;

import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.FailCode;
import io.amser.protocol.MetadataHash;
import io.amser.protocol.ModuleKind;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.Responsible;
import io.amser.protocol.SubscriberKey;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;
import io.amser.protocol.event.ChainEvent.AllowanceSet;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.protocol.event.ChainEvent.ModuleDeployed;
import io.amser.protocol.event.ChainEvent.PlanCreated;
import io.amser.protocol.event.ChainEvent.SubscriberBlocked;
import io.amser.protocol.event.ChainEvent.SubscriptionCancelled;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import io.amser.protocol.event.EventOrigin;
import io.amser.protocol.event.Standing;
import java.time.Duration;

/** A merchant with one module, whose events carry the values that no test cares about. */
record TestMerchant(Address wallet, Address module, Address processor, Address token) {
    static final Duration MONTH = Duration.ofDays(30);
    static final Duration GRACE = Duration.ofDays(3);
    static final TokenAmount TEN_DOLLARS = TokenAmount.of(10_000_000);
    static final Address KEEPER = new Address("0x" + "9".repeat(40));
    private static final Address FACTORY = new Address("0x" + "f".repeat(40));

    static TestMerchant unknownSoFar() {
        return of(TestChain.newAddress());
    }

    static TestMerchant of(Address wallet) {
        return new TestMerchant(wallet, TestChain.newAddress(), TestChain.newAddress(), TestChain.newAddress());
    }

    ModuleDeployed deployed() {
        return new ModuleDeployed(origin(FACTORY), wallet, ModuleKind.SUBSCRIPTIONS, module, processor);
    }

    PlanCreated planCreated(int id) {
        return planCreated(id, new MetadataHash("0x%064x".formatted(id)));
    }

    PlanCreated planCreated(int id, MetadataHash hash) {
        return planCreated(id, hash, "USDC");
    }

    PlanCreated planCreated(int id, MetadataHash hash, String symbol) {
        return new PlanCreated(origin(module), plan(id), token, TEN_DOLLARS, MONTH, GRACE, hash, 6, symbol);
    }

    SubscriptionCreated subscribed(int id, Address subscriber, int plan) {
        return new SubscriptionCreated(
                origin(module), subscription(id), subscriber, new PlanId(plan), standing(TestChain.time()));
    }

    ExecutionExecuted charged(int id, Address payer, int window) {
        return charged(id, payer, window, TEN_DOLLARS);
    }

    ExecutionExecuted charged(int id, Address payer, int window, TokenAmount amount) {
        return new ExecutionExecuted(
                origin(processor),
                subscription(id),
                payer,
                new WindowId(window),
                wallet,
                token,
                amount,
                TokenAmount.of(100_000),
                TokenAmount.of(20_000),
                KEEPER,
                TestChain.time(),
                TestChain.time().plus(MONTH),
                Executions.unlimited());
    }

    ExecutionFailed failed(int id, int window, FailCode code) {
        return new ExecutionFailed(
                origin(processor), subscription(id), new WindowId(window), code, Responsible.SUBSCRIBER, KEEPER);
    }

    SubscriptionCancelled cancelled(int id, Address subscriber) {
        var standing = new Standing(
                false,
                false,
                true,
                false,
                Executions.unlimited(),
                TestChain.time(),
                new WindowId(0),
                TestChain.time().plus(MONTH));
        return new SubscriptionCancelled(origin(module), subscription(id), subscriber, standing);
    }

    SubscriberBlocked blocked(Address subscriber) {
        return new SubscriberBlocked(origin(module), new SubscriberKey(module, subscriber));
    }

    AllowanceSet allowed(Address subscriber, ChainTime until) {
        return new AllowanceSet(
                TestChain.origin(new Address("0x" + "2".repeat(40)), null, null),
                new AllowanceKey(processor, subscriber, token),
                TokenAmount.UNLIMITED_ALLOWANCE,
                until);
    }

    PlanKey plan(int id) {
        return new PlanKey(module, new PlanId(id));
    }

    SubscriptionKey subscription(int id) {
        return new SubscriptionKey(module, SubscriptionId.of(id));
    }

    private static Standing standing(ChainTime due) {
        return new Standing(
                false,
                false,
                false,
                false,
                Executions.unlimited(),
                due,
                new WindowId(0),
                due.plus(MONTH.multipliedBy(24)));
    }

    private EventOrigin origin(Address contract) {
        return TestChain.origin(contract, module, wallet);
    }
}
