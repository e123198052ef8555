package io.amser.protocol.subscription;

import io.amser.protocol.ChainTime;
import io.amser.protocol.Reason;
import java.util.Optional;

/**
 * A subscription at one moment of chain time: every rule about access and billing windows, once, as the contracts have it.
 *
 * @param blocked whether the merchant blocks the subscriber's wallet
 * @param pauses of the processor that serves the module
 */
public record SubscriptionAt(
        Subscription subscription, Plan plan, boolean blocked, ProcessorPauses pauses, ChainTime now) {

    public Status status() {
        if (blocked) {
            return Status.BLOCKED;
        }
        if (subscription.cancelled()) {
            return Status.CANCELLED;
        }
        if (subscription.paused()) {
            return Status.PAUSED;
        }
        if (subscription.charges().lastPaidAt() == null) {
            return Status.PENDING;
        }
        return accessLasts() ? Status.ACTIVE : Status.EXPIRED;
    }

    /** What the module's {@code isActive} answers in a block of this time. */
    public boolean active() {
        return status() == Status.ACTIVE;
    }

    /** The last second that has been paid for, the grace included; empty before the first charge. */
    public Optional<ChainTime> accessUntil() {
        return Optional.ofNullable(subscription.charges().lastPaidAt())
                .map(paidAt -> paidAt.plus(plan.interval()).plus(plan.gracePeriod()));
    }

    /** Whether paid access has not lapsed yet, whatever pauses or blocks it. */
    public boolean accessLasts() {
        return accessUntil().map(until -> !now.isAfter(until)).orElse(false);
    }

    /**
     * The last second in which the present window can be charged; empty while a pause of the processor keeps it open.
     * A window that such a pause met stays open for a whole interval after it.
     */
    public Optional<ChainTime> windowClosesAt() {
        var regular = subscription.nextChargeAt().plus(plan.interval());
        if (regular.isBefore(pauses.lastPausedAt())) {
            return Optional.of(regular);
        }
        if (pauses.paused()) {
            return Optional.empty();
        }
        return Optional.of(ChainTime.later(regular, pauses.lastUnpausedAt().plus(plan.interval())));
    }

    /** Whether the present window closed uncharged: only a recovery opens another one. */
    public boolean windowMissed() {
        return windowClosesAt().map(now::isAfter).orElse(false);
    }

    /** Whether a charge is queued: nobody has stopped the subscription, its budget lasts, its window was not missed. */
    public boolean queued() {
        return !blocked
                && !subscription.cancelled()
                && !subscription.paused()
                && !subscription.remainingExecutions().usedUp()
                && !windowMissed();
    }

    /** When the next charge is due; empty where none is queued. */
    public Optional<ChainTime> nextChargeDate() {
        return queued() ? Optional.of(subscription.nextChargeAt()) : Optional.empty();
    }

    /** The second that a charge made now would count from: the billing anchor, or now if access has lapsed. */
    public ChainTime executionTime() {
        return accessLasts() ? subscription.nextChargeAt() : now;
    }

    /** What the module's {@code quoteExecution} answers in a block of this time; the processor may still find more. */
    public Reason quote() {
        if (subscription.cancelled()) {
            return Reason.CANCELLED;
        }
        if (subscription.paused()) {
            return Reason.PAUSED;
        }
        if (blocked) {
            return Reason.BLOCKED;
        }
        if (subscription.remainingExecutions().usedUp()) {
            return Reason.BUDGET_USED_UP;
        }
        if (now.isBefore(subscription.nextChargeAt())) {
            return Reason.NOT_DUE;
        }
        if (windowMissed()) {
            return Reason.PAYMENT_WINDOW_VIOLATION;
        }
        return now.isAfter(subscription.allowanceExpiry()) ? Reason.ALLOWANCE_EXPIRED : Reason.NONE;
    }

    /** When consent ends: the earlier of the subscription's own expiry and that of the allowance at Permit2. */
    public ChainTime expiresAt(Optional<StandingAllowance> allowance) {
        return allowance
                .map(standing -> ChainTime.earlier(subscription.allowanceExpiry(), standing.expiration()))
                .orElse(subscription.allowanceExpiry());
    }
}
