package io.amser.devstack.timeline;

import io.amser.protocol.FailCode;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.event.ChainEvent;
import java.time.Duration;

/** One sentence for each event, as a person would tell it. */
final class Sentences {

    private final Names names;

    Sentences(Names names) {
        this.names = names;
    }

    String tell(ChainEvent event) {
        return switch (event) {
            case ChainEvent.ModuleDeployed e -> names.person(e.merchant()) + " deploys a module: " + e.module();
            case ChainEvent.PlanCreated e ->
                "%s is offered: %s every %s, %s of grace"
                        .formatted(
                                names.plan(e.plan()),
                                names.amount(e.token(), e.price()),
                                words(e.interval()),
                                words(e.gracePeriod()));
            case ChainEvent.PlanActiveSet e ->
                names.plan(e.plan()) + (e.active() ? " takes new subscribers again" : " takes no new subscribers");
            case ChainEvent.SubscriptionCreated e ->
                names.person(e.subscriber()) + " subscribes; the first charge is due at once";
            case ChainEvent.SubscriptionPaused e ->
                pauser(e.byMerchant(), names.person(e.subscriber())) + " pauses the subscription";
            case ChainEvent.SubscriptionResumed e ->
                pauser(e.byMerchant(), names.person(e.subscriber())) + " resumes the subscription";
            case ChainEvent.SubscriptionCancelled e -> names.person(e.subscriber()) + " cancels";
            case ChainEvent.SubscriptionRecovered e ->
                names.person(e.by()) + " opens a new window for " + names.person(e.subscriber());
            case ChainEvent.RemainingExecutionsUpdated e ->
                names.person(e.subscriber()) + " agrees to another number of charges";
            case ChainEvent.AllowanceExpiryUpdated e ->
                names.person(e.subscriber()) + " allows charges until "
                        + e.standing().allowanceExpiry().iso();
            case ChainEvent.ExecutionExecuted e -> charged(e);
            case ChainEvent.ExecutionFailed e ->
                "charging %s fails: %s".formatted(names.subscriber(e.subscription()), why(e.code()));
            case ChainEvent.SubscriberBlocked e -> names.person(e.subscriber().subscriber()) + " is blocked";
            case ChainEvent.SubscriberUnblocked e -> names.person(e.subscriber().subscriber()) + " is unblocked";
            case ChainEvent.TokenPolicySet e ->
                e.policy().symbol() + (e.policy().enabled() ? " may be charged" : " may no longer be charged");
            case ChainEvent.FeeTierSet e -> "fee tier " + e.tier() + " is set";
            case ChainEvent.ModuleTierSet e -> "module " + e.module() + " pays by fee tier " + e.tier();
            case ChainEvent.DefaultFeesSet _ -> "the default fees are set";
            case ChainEvent.Paused _ -> "the processor is paused: nothing is charged";
            case ChainEvent.Unpaused _ -> "the processor charges again";
            case ChainEvent.KeeperSet e ->
                names.person(e.keeper()) + (e.allowed() ? " may execute charges" : " may no longer execute charges");
            case ChainEvent.OpenExecutionSet e ->
                e.open() ? "anyone may execute charges" : "only listed keepers may execute charges";
            case ChainEvent.AllowanceSet e -> allowed(e);
        };
    }

    private String charged(ChainEvent.ExecutionExecuted e) {
        return "%s pays %s to %s (fee %s); next charge %s"
                .formatted(
                        names.person(e.payer()),
                        names.amount(e.token(), e.amount()),
                        names.person(e.recipient()),
                        names.amount(e.token(), e.protocolFee()),
                        e.nextChargeAt().iso().substring(0, 10));
    }

    private String allowed(ChainEvent.AllowanceSet e) {
        var amount = e.amount().equals(TokenAmount.UNLIMITED_ALLOWANCE)
                ? "any amount"
                : names.amount(e.allowance().token(), e.amount());
        return "%s allows %s in total".formatted(names.person(e.allowance().owner()), amount);
    }

    private static String pauser(boolean byMerchant, String subscriber) {
        return byMerchant ? "the merchant" : subscriber;
    }

    private static String why(FailCode code) {
        return switch (code) {
            case INSUFFICIENT_ALLOWANCE -> "the allowance is too small (InsufficientAllowance)";
            case ALLOWANCE_EXPIRED -> "the allowance has expired (AllowanceExpired)";
            case TRANSFER_FAILED -> "the wallet cannot pay (TransferFailed)";
            case PAYMENT_WINDOW_VIOLATION -> "the window is over (PaymentWindowViolation)";
            case PAYMENT_ALREADY_PROCESSED -> "it was charged already (PaymentAlreadyProcessed)";
            case PROCESSOR_PAUSED -> "the processor is paused (ProcessorPaused)";
            case UNSUPPORTED_TOKEN -> "the token may not be charged (UnsupportedToken)";
        };
    }

    private static String words(Duration duration) {
        return duration.toDays() > 0 ? duration.toDays() + " days" : duration.toHours() + " hours";
    }
}
