package io.amser.api.explanation;

import static io.amser.api.explanation.Cause.APPROVAL_LOW;
import static io.amser.api.explanation.Cause.BALANCE_LOW;
import static io.amser.api.explanation.Cause.BLOCKED;
import static io.amser.api.explanation.Cause.BUDGET_USED_UP;
import static io.amser.api.explanation.Cause.CANCELLED;
import static io.amser.api.explanation.Cause.CHARGE_IMMINENT;
import static io.amser.api.explanation.Cause.CONSENT_EXPIRED;
import static io.amser.api.explanation.Cause.KEEPER_LATE;
import static io.amser.api.explanation.Cause.NOT_DUE;
import static io.amser.api.explanation.Cause.PAUSED_BY_MERCHANT;
import static io.amser.api.explanation.Cause.PAUSED_BY_SUBSCRIBER;
import static io.amser.api.explanation.Cause.PERMIT2_AMOUNT_LOW;
import static io.amser.api.explanation.Cause.PERMIT2_EXPIRED;
import static io.amser.api.explanation.Cause.PROCESSOR_PAUSED;
import static io.amser.api.explanation.Cause.TOKEN_NOT_CHARGEABLE;
import static io.amser.api.explanation.Cause.TRANSFER_REFUSED;
import static io.amser.api.explanation.Cause.WINDOW_MISSED;

import io.amser.protocol.ChainTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who has to act first, and everything else that stands in the way.
 *
 * @param until when time alone will have changed something; present if nobody has to act
 * @param obstacles all that apply, {@code cause} first; empty if nobody has to act
 */
record Verdict(Cause cause, Optional<ChainTime> until, List<Cause> obstacles) {
    /** Keepers charge within seconds; a chain may be congested for minutes. */
    static final Duration PATIENCE_WITH_KEEPERS = Duration.ofMinutes(10);

    static Verdict of(Facts facts) {
        var obstacles = obstacles(facts);
        if (!obstacles.isEmpty()) {
            return new Verdict(obstacles.getFirst(), Optional.empty(), obstacles);
        }
        if (!facts.due()) {
            return waiting(NOT_DUE, facts.at().subscription().nextChargeAt());
        }
        var patientUntil = chargeableSince(facts).plus(PATIENCE_WITH_KEEPERS);
        return facts.at().now().isAfter(patientUntil)
                ? new Verdict(KEEPER_LATE, Optional.empty(), List.of())
                : waiting(CHARGE_IMMINENT, patientUntil);
    }

    private static Verdict waiting(Cause cause, ChainTime until) {
        return new Verdict(cause, Optional.of(until), List.of());
    }

    /** Before a charge is due only what its people decided counts: means and pauses of the platform come and go. */
    private static List<Cause> obstacles(Facts facts) {
        var found = new LinkedHashMap<>(decided(facts));
        if (facts.due()) {
            found.putAll(whileDue(facts));
        }
        return found.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<Cause, Boolean> decided(Facts facts) {
        var at = facts.at();
        var subscription = at.subscription();
        var found = new LinkedHashMap<Cause, Boolean>();
        found.put(BLOCKED, at.blocked());
        found.put(CANCELLED, subscription.cancelled());
        found.put(PAUSED_BY_MERCHANT, subscription.pausedByMerchant());
        found.put(PAUSED_BY_SUBSCRIBER, subscription.pausedBySubscriber());
        found.put(BUDGET_USED_UP, subscription.remainingExecutions().usedUp());
        return found;
    }

    private static Map<Cause, Boolean> whileDue(Facts facts) {
        var at = facts.at();
        var price = at.plan().price();
        var means = facts.means();
        var found = new LinkedHashMap<Cause, Boolean>();
        found.put(TOKEN_NOT_CHARGEABLE, !facts.tokenChargeable());
        found.put(PROCESSOR_PAUSED, at.pauses().paused());
        found.put(CONSENT_EXPIRED, at.now().isAfter(at.subscription().allowanceExpiry()));
        found.put(PERMIT2_EXPIRED, means.expired(at.now()));
        found.put(PERMIT2_AMOUNT_LOW, !means.permit2Covers(price));
        found.put(APPROVAL_LOW, !means.approvalCovers(price));
        found.put(BALANCE_LOW, !means.balanceCovers(price));
        found.put(WINDOW_MISSED, at.windowMissed());
        found.put(TRANSFER_REFUSED, facts.transferRefused() && means.covers(price, at.now()));
        return found;
    }

    /** As far as anybody can know: a top-up leaves no trace of its own here. */
    private static ChainTime chargeableSince(Facts facts) {
        var at = facts.at();
        var failure = at.subscription().failures().last();
        var since =
                ChainTime.later(at.subscription().nextChargeAt(), at.pauses().lastUnpausedAt());
        return failure == null ? since : ChainTime.later(since, failure.at());
    }
}
