package io.amser.api.explanation;

import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.FailCode;
import io.amser.protocol.MetadataHash;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.Responsible;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TokenKind;
import io.amser.protocol.TokenPolicy;
import io.amser.protocol.WindowId;
import io.amser.protocol.call.Permit2Allowance;
import io.amser.protocol.subscription.Charges;
import io.amser.protocol.subscription.Failure;
import io.amser.protocol.subscription.Failures;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.Subscription;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A subscription that was paid once and is due, with these things wrong.
 *
 * @param sinceDue how long it has been due; negative before
 */
record Situation(Set<Cause> wrong, Duration sinceDue) {
    static final ChainTime DUE = new ChainTime(1_775_001_600);
    static final Duration MONTH = Duration.ofDays(30);
    private static final TokenAmount PRICE = TokenAmount.of(10);
    private static final Address MODULE = new Address("0x" + "a".repeat(40));
    private static final ChainTime LONG_AGO = new ChainTime(1_000_000);
    private static final ChainTime FAR_AWAY = DUE.plus(Duration.ofDays(1_000));
    private static final PlanKey PLAN = new PlanKey(MODULE, new PlanId(1));

    static Situation with(Cause... wrong) {
        var set = EnumSet.noneOf(Cause.class);
        set.addAll(Set.of(wrong));
        return new Situation(set, Duration.ofMinutes(1));
    }

    Situation after(Duration due) {
        return new Situation(wrong, due);
    }

    Situation without(Cause cause) {
        var rest = EnumSet.copyOf(wrong);
        rest.remove(cause);
        return new Situation(rest, sinceDue);
    }

    Facts facts() {
        var late = is(Cause.WINDOW_MISSED) ? MONTH.plusSeconds(1) : sinceDue;
        var now = new ChainTime(DUE.seconds() + late.toSeconds());
        var paused = is(Cause.PROCESSOR_PAUSED);
        var pauses = paused && is(Cause.WINDOW_MISSED)
                ? new ProcessorPauses(true, now, new ChainTime(0))
                : new ProcessorPauses(paused, paused ? DUE : new ChainTime(0), new ChainTime(0));
        var at = subscription().at(now, plan(), is(Cause.BLOCKED), pauses);
        return new Facts(at, Optional.of(policy()), means());
    }

    private Subscription subscription() {
        return new Subscription(
                new SubscriptionKey(MODULE, SubscriptionId.of(1)),
                new Address("0x" + "b".repeat(40)),
                PLAN.id(),
                DUE.minus(MONTH),
                is(Cause.PAUSED_BY_SUBSCRIBER),
                is(Cause.PAUSED_BY_MERCHANT),
                is(Cause.CANCELLED),
                is(Cause.BUDGET_USED_UP) ? Executions.limited(0) : Executions.unlimited(),
                DUE,
                new WindowId(1),
                is(Cause.CONSENT_EXPIRED) ? LONG_AGO : FAR_AWAY,
                new Charges(1, PRICE, DUE.minus(MONTH)),
                failures());
    }

    private Failures failures() {
        return is(Cause.TRANSFER_REFUSED)
                ? new Failures(new Failure(FailCode.TRANSFER_FAILED, Responsible.PROTOCOL, new WindowId(1), DUE), null)
                : Failures.NONE;
    }

    private TokenPolicy policy() {
        return new TokenPolicy(
                !is(Cause.TOKEN_NOT_CHARGEABLE), 6, PRICE, PRICE, TokenKind.STANDARD, "USD Coin", "USDC");
    }

    private Means means() {
        return new Means(
                is(Cause.BALANCE_LOW) ? TokenAmount.of(9) : PRICE,
                is(Cause.APPROVAL_LOW) ? TokenAmount.of(9) : PRICE,
                new Permit2Allowance(
                        is(Cause.PERMIT2_AMOUNT_LOW) ? TokenAmount.of(9) : PRICE,
                        is(Cause.PERMIT2_EXPIRED) ? LONG_AGO : FAR_AWAY,
                        0),
                TokenAmount.ZERO);
    }

    private static Plan plan() {
        var hash = new MetadataHash("0x" + "0".repeat(64));
        return new Plan(PLAN, MODULE, PRICE, MONTH, Duration.ofDays(3), hash, 6, "USDC", true, LONG_AGO);
    }

    private boolean is(Cause cause) {
        return wrong.contains(cause);
    }
}
