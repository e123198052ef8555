package io.amser.api.explanation;

import static io.amser.api.explanation.Actor.MERCHANT;
import static io.amser.api.explanation.Actor.PLATFORM;
import static io.amser.api.explanation.Actor.SUBSCRIBER;
import static io.amser.api.explanation.Actor.WAIT;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What stands between a subscription and its next charge, in the order in which it is named; the last three are no obstacles. */
public enum Cause {
    BLOCKED(MERCHANT, "The merchant calls unblockSubscriber(wallet) on the module."),
    CANCELLED(
            SUBSCRIBER, "The subscriber calls updateRemainingExecutions(id, budget) on the module, which revives it."),
    PAUSED_BY_MERCHANT(MERCHANT, "The merchant calls resume(id) on the module."),
    PAUSED_BY_SUBSCRIBER(SUBSCRIBER, "The subscriber calls resume(id) on the module."),
    BUDGET_USED_UP(SUBSCRIBER, "The subscriber calls updateRemainingExecutions(id, budget) on the module."),
    TOKEN_NOT_CHARGEABLE(
            PLATFORM, "The protocol has disabled the token or its limits exclude the price: nobody else can act."),
    PROCESSOR_PAUSED(
            PLATFORM, "The protocol has paused all charges; they resume by themselves when it ends the pause."),
    CONSENT_EXPIRED(SUBSCRIBER, "The subscriber calls updateAllowanceExpiry(id, expiry) on the module."),
    PERMIT2_EXPIRED(SUBSCRIBER, "The subscriber signs a new Permit2 allowance with an expiry in the future."),
    PERMIT2_AMOUNT_LOW(SUBSCRIBER, "The subscriber signs a new Permit2 allowance with a higher amount."),
    APPROVAL_LOW(SUBSCRIBER, "The subscriber approves Permit2 as a spender of the token, on the token itself."),
    BALANCE_LOW(SUBSCRIBER, "The subscriber tops up the wallet."),
    WINDOW_MISSED(
            MERCHANT,
            "The merchant or the subscriber calls recoverSubscription(id) on the module, which opens a new window."),
    TRANSFER_REFUSED(PLATFORM, "The token refused a transfer that wallet and allowance cover; the keeper tries again."),
    NOT_DUE(WAIT, "Nothing is wrong: the next charge is not due yet."),
    CHARGE_IMMINENT(WAIT, "Nothing is wrong: a keeper is about to charge."),
    KEEPER_LATE(PLATFORM, "Nothing is wrong with the subscription: no keeper has charged it in time.");

    private final Actor actor;
    private final String action;

    Cause(Actor actor, String action) {
        this.actor = actor;
        this.action = action;
    }

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    Actor actor() {
        return actor;
    }

    String action() {
        return action;
    }
}
