package io.amser.protocol.call;

import static io.amser.protocol.call.Wrappers.MODULE;

import io.amser.contracts.SubscriptionModule;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.MetadataHash;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.Reason;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;
import io.amser.protocol.call.Call.Done;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint48;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.utils.Numeric;

/** Calls of a merchant's subscription module. */
public final class ModuleCalls {
    @SuppressWarnings("rawtypes")
    private static final List<Class<? extends Type>> STORED_SUBSCRIPTION = List.of(
            org.web3j.abi.datatypes.Address.class,
            Uint32.class,
            Bool.class,
            Bool.class,
            Bool.class,
            Uint256.class,
            Uint48.class,
            Uint48.class,
            Uint64.class,
            Uint48.class);

    private ModuleCalls() {}

    public static Call<PlanId> createPlan(
            Address module,
            TokenAmount price,
            Duration interval,
            Duration gracePeriod,
            Address token,
            MetadataHash metadataHash) {
        var call = MODULE.createPlan(
                price.value(),
                BigInteger.valueOf(interval.toSeconds()),
                BigInteger.valueOf(gracePeriod.toSeconds()),
                token.value(),
                Numeric.hexStringToByteArray(metadataHash.value()));
        return Call.transaction(
                module,
                call,
                new TypeReference<Uint256>() {},
                answer -> new PlanId(answer.number(0).longValueExact()));
    }

    public static Call<Done> setPlanActive(PlanKey plan, boolean active) {
        return Call.transaction(plan.module(), MODULE.setPlanActive(number(plan.id()), active));
    }

    public static Call<Done> blockSubscriber(Address module, Address subscriber) {
        return Call.transaction(module, MODULE.blockSubscriber(subscriber.value()));
    }

    public static Call<Done> unblockSubscriber(Address module, Address subscriber) {
        return Call.transaction(module, MODULE.unblockSubscriber(subscriber.value()));
    }

    /** The signature is the sender's over {@code permit}; an empty one uses the allowance that stands. */
    public static Call<SubscriptionId> subscribeWithPermit(
            PlanKey plan, Executions budget, PermitSingle permit, byte[] signature) {
        var details = new SubscriptionModule.PermitDetails(
                permit.token().value(),
                permit.amount().value(),
                BigInteger.valueOf(permit.expiration().seconds()),
                BigInteger.valueOf(permit.nonce()));
        var single = new SubscriptionModule.PermitSingle(
                details,
                permit.spender().value(),
                BigInteger.valueOf(permit.signatureDeadline().seconds()));
        return Call.transaction(
                plan.module(),
                MODULE.subscribeWithPermit(number(plan.id()), budget.onChain(), single, signature),
                new TypeReference<Uint256>() {},
                answer -> new SubscriptionId(answer.number(0)));
    }

    public static Call<Done> pause(SubscriptionKey subscription) {
        return Call.transaction(subscription.module(), MODULE.pause(number(subscription)));
    }

    public static Call<Done> resume(SubscriptionKey subscription) {
        return Call.transaction(subscription.module(), MODULE.resume(number(subscription)));
    }

    public static Call<Done> cancel(SubscriptionKey subscription) {
        return Call.transaction(subscription.module(), MODULE.cancel(number(subscription)));
    }

    public static Call<Done> recover(SubscriptionKey subscription) {
        return Call.transaction(subscription.module(), MODULE.recoverSubscription(number(subscription)));
    }

    public static Call<Done> updateRemainingExecutions(SubscriptionKey subscription, Executions budget) {
        return Call.transaction(
                subscription.module(), MODULE.updateRemainingExecutions(number(subscription), budget.onChain()));
    }

    public static Call<Done> updateAllowanceExpiry(SubscriptionKey subscription, ChainTime expiry) {
        return Call.transaction(
                subscription.module(),
                MODULE.updateAllowanceExpiry(number(subscription), BigInteger.valueOf(expiry.seconds())));
    }

    /** Never reverts at a module. */
    public static Call<Quote> quoteExecution(SubscriptionKey subscription) {
        return Call.question(
                subscription.module(),
                MODULE.quoteExecution(number(subscription)),
                answer -> new Quote(
                        Reason.ofChain(answer.number(0).intValueExact()),
                        answer.address(1),
                        answer.address(2),
                        answer.address(3),
                        answer.amount(4),
                        answer.time(5),
                        new WindowId(answer.number(6).longValueExact())));
    }

    public static Call<Boolean> isActive(PlanKey plan, Address user) {
        return Call.question(plan.module(), MODULE.isActive(user.value(), number(plan.id())), answer -> answer.bool(0));
    }

    public static Call<Boolean> isActiveAny(Address module, Address user, List<PlanId> plans) {
        var call = MODULE.isActiveAny(
                user.value(), plans.stream().map(ModuleCalls::number).toList());
        return Call.question(module, call, answer -> answer.bool(0));
    }

    public static Call<PlanOnChain> plan(PlanKey plan) {
        return Call.question(plan.module(), MODULE.plan(number(plan.id())), answer -> {
            var stored = answer.struct(0, SubscriptionModule.Plan.class);
            return new PlanOnChain(
                    new TokenAmount(stored.price),
                    Duration.ofSeconds(stored.interval.longValueExact()),
                    Duration.ofSeconds(stored.gracePeriod.longValueExact()),
                    Address.parse(stored.token),
                    new MetadataHash(Numeric.toHexString(stored.metadataHash)),
                    stored.active);
        });
    }

    /** Reverts for an id that the module does not know. */
    public static Call<SubscriptionOnChain> subscription(SubscriptionKey subscription) {
        return Call.questionOfStruct(
                subscription.module(),
                MODULE.subscription(number(subscription)),
                STORED_SUBSCRIPTION,
                answer -> new SubscriptionOnChain(
                        answer.address(0),
                        new PlanId(answer.number(1).longValueExact()),
                        answer.bool(2),
                        answer.bool(3),
                        answer.bool(4),
                        Executions.ofChain(answer.number(5)),
                        answer.time(6),
                        answer.time(7),
                        new WindowId(answer.number(8).longValueExact()),
                        answer.time(9)));
    }

    /** Subscriptions are numbered from 1 to this. */
    public static Call<SubscriptionId> subscriptionCount(Address module) {
        return Call.question(module, MODULE.subscriptionCount(), answer -> new SubscriptionId(answer.number(0)));
    }

    /** Plans are numbered from 1 to this. */
    public static Call<PlanId> planCount(Address module) {
        return Call.question(
                module,
                MODULE.planCount(),
                answer -> new PlanId(answer.number(0).longValueExact()));
    }

    /** The id 0 where {@code user} never subscribed to the plan. */
    public static Call<SubscriptionId> subscriptionOf(PlanKey plan, Address user) {
        return Call.question(
                plan.module(),
                MODULE.subscriptionOf(user.value(), number(plan.id())),
                answer -> new SubscriptionId(answer.number(0)));
    }

    public static Call<Boolean> isBlocked(Address module, Address user) {
        return Call.question(module, MODULE.isBlocked(user.value()), answer -> answer.bool(0));
    }

    public static Call<Address> merchant(Address module) {
        return Call.question(module, MODULE.merchant(), answer -> answer.address(0));
    }

    public static Call<Address> processor(Address module) {
        return Call.question(module, MODULE.processor(), answer -> answer.address(0));
    }

    private static BigInteger number(PlanId plan) {
        return BigInteger.valueOf(plan.value());
    }

    private static BigInteger number(SubscriptionKey subscription) {
        return subscription.id().value();
    }
}
