package io.amser.protocol.event;

import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.EventId;
import io.amser.protocol.Executions;
import io.amser.protocol.FailCode;
import io.amser.protocol.FeeTierId;
import io.amser.protocol.Fees;
import io.amser.protocol.MetadataHash;
import io.amser.protocol.ModuleKind;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.Responsible;
import io.amser.protocol.SubscriberKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TokenPolicy;
import io.amser.protocol.WindowId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that happened on the chain, in a contract that belongs to the protocol. */
public sealed interface ChainEvent {

    EventOrigin origin();

    default EventId id() {
        return origin().id();
    }

    /** The name under which the log of events carries this type. */
    default String type() {
        return getClass().getSimpleName();
    }

    /** About a merchant's module as a whole. */
    sealed interface OfModule extends ChainEvent {
        Address module();
    }

    /** About one plan. */
    sealed interface OfPlan extends ChainEvent {
        PlanKey plan();
    }

    /** About one subscription. */
    sealed interface OfSubscription extends ChainEvent {
        SubscriptionKey subscription();
    }

    /** What a module says about one subscription, with the state that results. */
    sealed interface OfStanding extends OfSubscription {
        Address subscriber();

        Standing standing();
    }

    /** About one wallet in one module. */
    sealed interface OfSubscriber extends ChainEvent {
        SubscriberKey subscriber();
    }

    /** About a token. */
    sealed interface OfToken extends ChainEvent {
        Address token();
    }

    /** About fees. */
    sealed interface OfFees extends ChainEvent {}

    /** About a payment processor, which is the origin's contract. */
    sealed interface OfProcessor extends ChainEvent {
        default Address processor() {
            return origin().contract();
        }
    }

    /** About what a wallet allows the processor at Permit2. */
    sealed interface OfAllowance extends ChainEvent {
        AllowanceKey allowance();
    }

    /** A merchant has a module, which {@code processor} serves. */
    record ModuleDeployed(EventOrigin origin, Address merchant, ModuleKind kind, Address module, Address processor)
            implements OfModule {}

    record PlanCreated(
            EventOrigin origin,
            PlanKey plan,
            Address token,
            TokenAmount price,
            Duration interval,
            Duration gracePeriod,
            MetadataHash metadataHash,
            int decimals,
            String symbol)
            implements OfPlan {}

    record PlanActiveSet(EventOrigin origin, PlanKey plan, boolean active) implements OfPlan {}

    record SubscriptionCreated(
            EventOrigin origin, SubscriptionKey subscription, Address subscriber, PlanId plan, Standing standing)
            implements OfStanding {}

    record SubscriptionPaused(
            EventOrigin origin, SubscriptionKey subscription, Address subscriber, boolean byMerchant, Standing standing)
            implements OfStanding {}

    /** One side took its pause back; the other side's may still stand. */
    record SubscriptionResumed(
            EventOrigin origin, SubscriptionKey subscription, Address subscriber, boolean byMerchant, Standing standing)
            implements OfStanding {}

    record SubscriptionCancelled(
            EventOrigin origin, SubscriptionKey subscription, Address subscriber, Standing standing)
            implements OfStanding {}

    /** A missed window was replaced by a new one, by the merchant or the subscriber. */
    record SubscriptionRecovered(
            EventOrigin origin, SubscriptionKey subscription, Address subscriber, Address by, Standing standing)
            implements OfStanding {}

    /** The subscriber set the budget; this also revives a cancelled subscription. */
    record RemainingExecutionsUpdated(
            EventOrigin origin, SubscriptionKey subscription, Address subscriber, Standing standing)
            implements OfStanding {}

    record AllowanceExpiryUpdated(
            EventOrigin origin, SubscriptionKey subscription, Address subscriber, Standing standing)
            implements OfStanding {}

    /**
     * A window was charged.
     *
     * @param protocolFee the whole fee, the keeper's share included
     * @param executionTime the second that the paid period counts from
     */
    record ExecutionExecuted(
            EventOrigin origin,
            SubscriptionKey subscription,
            Address payer,
            WindowId windowId,
            Address recipient,
            Address token,
            TokenAmount amount,
            TokenAmount protocolFee,
            TokenAmount keeperFee,
            Address keeper,
            ChainTime executionTime,
            ChainTime nextChargeAt,
            Executions remainingExecutions)
            implements OfSubscription {}

    /** A charge was attempted and moved nothing; each code comes at most once per window. */
    record ExecutionFailed(
            EventOrigin origin,
            SubscriptionKey subscription,
            WindowId windowId,
            FailCode code,
            Responsible responsible,
            Address keeper)
            implements OfSubscription {}

    record SubscriberBlocked(EventOrigin origin, SubscriberKey subscriber) implements OfSubscriber {}

    record SubscriberUnblocked(EventOrigin origin, SubscriberKey subscriber) implements OfSubscriber {}

    record TokenPolicySet(EventOrigin origin, Address token, TokenPolicy policy) implements OfToken {}

    record FeeTierSet(EventOrigin origin, FeeTierId tier, Fees fees) implements OfFees {}

    record ModuleTierSet(EventOrigin origin, Address module, FeeTierId tier) implements OfFees {}

    record DefaultFeesSet(EventOrigin origin, Fees fees) implements OfFees {}

    record Paused(EventOrigin origin, ChainTime at) implements OfProcessor {}

    record Unpaused(EventOrigin origin, ChainTime at) implements OfProcessor {}

    record KeeperSet(EventOrigin origin, Address keeper, boolean allowed) implements OfProcessor {}

    record OpenExecutionSet(EventOrigin origin, boolean open) implements OfProcessor {}

    /**
     * What Permit2 lets the processor take was replaced; what is left after charges no event tells.
     *
     * @param expiration null leaves the former expiration
     */
    record AllowanceSet(
            EventOrigin origin,
            AllowanceKey allowance,
            TokenAmount amount,
            @Nullable ChainTime expiration) implements OfAllowance {}
}
