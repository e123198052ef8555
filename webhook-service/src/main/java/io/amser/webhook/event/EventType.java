package io.amser.webhook.event;

import io.amser.protocol.FailCode;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.AllowanceExpiryUpdated;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.protocol.event.ChainEvent.ModuleDeployed;
import io.amser.protocol.event.ChainEvent.OfAllowance;
import io.amser.protocol.event.ChainEvent.OfFees;
import io.amser.protocol.event.ChainEvent.OfProcessor;
import io.amser.protocol.event.ChainEvent.OfToken;
import io.amser.protocol.event.ChainEvent.PlanActiveSet;
import io.amser.protocol.event.ChainEvent.PlanCreated;
import io.amser.protocol.event.ChainEvent.RemainingExecutionsUpdated;
import io.amser.protocol.event.ChainEvent.SubscriberBlocked;
import io.amser.protocol.event.ChainEvent.SubscriberUnblocked;
import io.amser.protocol.event.ChainEvent.SubscriptionCancelled;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import io.amser.protocol.event.ChainEvent.SubscriptionPaused;
import io.amser.protocol.event.ChainEvent.SubscriptionRecovered;
import io.amser.protocol.event.ChainEvent.SubscriptionResumed;
import java.util.Arrays;
import java.util.Optional;

/** What a webhook may be about. */
public enum EventType {
    SUBSCRIPTION_CREATED("subscription.created"),
    PAYMENT_SUCCEEDED("payment.succeeded"),
    PAYMENT_FAILED("payment.failed"),
    PAYMENT_DELAYED("payment.delayed"),
    PAYMENT_AT_RISK("payment.at_risk"),
    SUBSCRIPTION_PAUSED("subscription.paused"),
    SUBSCRIPTION_RESUMED("subscription.resumed"),
    SUBSCRIPTION_CANCELLED("subscription.cancelled"),
    SUBSCRIPTION_RECOVERED("subscription.recovered"),
    SUBSCRIPTION_UPDATED("subscription.updated"),
    SUBSCRIPTION_EXPIRED("subscription.expired"),
    ALLOWANCE_EXPIRING("allowance.expiring"),
    SUBSCRIBER_BLOCKED("subscriber.blocked"),
    SUBSCRIBER_UNBLOCKED("subscriber.unblocked"),
    PLAN_CREATED("plan.created"),
    PLAN_UPDATED("plan.updated"),
    EVENT_RETRACTED("event.retracted"),
    ENDPOINT_TEST("endpoint.test"),
    ENDPOINT_FAILING("endpoint.failing"),
    ENDPOINT_DISABLED("endpoint.disabled"),
    ENDPOINT_RECOVERED("endpoint.recovered");

    private final String apiName;

    EventType(String apiName) {
        this.apiName = apiName;
    }

    /** As bodies and filters write it. */
    public String apiName() {
        return apiName;
    }

    public static Optional<EventType> ofApiName(String name) {
        return Arrays.stream(values()).filter(type -> type.apiName.equals(name)).findFirst();
    }

    /** As what a merchant is told of an event of the chain; empty for what concerns no merchant, or nobody. */
    public static Optional<EventType> of(ChainEvent event) {
        return switch (event) {
            case SubscriptionCreated _ -> Optional.of(SUBSCRIPTION_CREATED);
            case SubscriptionPaused _ -> Optional.of(SUBSCRIPTION_PAUSED);
            case SubscriptionResumed _ -> Optional.of(SUBSCRIPTION_RESUMED);
            case SubscriptionCancelled _ -> Optional.of(SUBSCRIPTION_CANCELLED);
            case SubscriptionRecovered _ -> Optional.of(SUBSCRIPTION_RECOVERED);
            case RemainingExecutionsUpdated _, AllowanceExpiryUpdated _ -> Optional.of(SUBSCRIPTION_UPDATED);
            case ExecutionExecuted _ -> Optional.of(PAYMENT_SUCCEEDED);
            case ExecutionFailed failed -> ofFailure(failed);
            case SubscriberBlocked _ -> Optional.of(SUBSCRIBER_BLOCKED);
            case SubscriberUnblocked _ -> Optional.of(SUBSCRIBER_UNBLOCKED);
            case PlanCreated _ -> Optional.of(PLAN_CREATED);
            case PlanActiveSet _ -> Optional.of(PLAN_UPDATED);
            case ModuleDeployed _, OfToken _, OfFees _, OfProcessor _, OfAllowance _ -> Optional.empty();
        };
    }

    /** A charge that was made already is no delay. */
    private static Optional<EventType> ofFailure(ExecutionFailed failed) {
        return switch (failed.responsible()) {
            case NOBODY -> Optional.empty();
            case SUBSCRIBER -> Optional.of(PAYMENT_FAILED);
            case PROTOCOL, KEEPER ->
                failed.code() == FailCode.PAYMENT_ALREADY_PROCESSED ? Optional.empty() : Optional.of(PAYMENT_DELAYED);
        };
    }
}
