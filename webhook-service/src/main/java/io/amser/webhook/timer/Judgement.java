package io.amser.webhook.timer;

import io.amser.protocol.ChainTime;
import io.amser.protocol.subscription.StandingAllowance;
import io.amser.protocol.subscription.SubscriptionAt;
import io.amser.webhook.event.Lapse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has lapsed of a subscription at a moment, and when to look again if the log does not touch it before.
 *
 * @param lapsed the oldest first
 * @param next the earliest time at which something more may lapse
 * @param keptOpen whether a pause of the processor moves the end of the present window
 */
record Judgement(List<Lapse> lapsed, Optional<ChainTime> next, boolean keptOpen) {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Where the chain holds no subscription. */
    static final Judgement NOTHING = new Judgement(List.of(), Optional.empty(), false);

    Judgement {
        lapsed = List.copyOf(lapsed);
    }

    /** @param notice how long before an allowance expires its subscriber should hear of it */
    static Judgement of(SubscriptionAt state, Optional<StandingAllowance> allowance, Duration notice) {
        if (isStopped(state)) {
            return NOTHING;
        }
        var goesOn = !state.subscription().remainingExecutions().usedUp() && !state.windowMissed();
        var expiry = state.expiresAt(allowance);
        var lapsed = new ArrayList<Lapse>();
        accessEnded(state).ifPresent(lapsed::add);
        windowMissed(state).ifPresent(lapsed::add);
        if (goesOn && isSoon(expiry, state.now(), notice)) {
            lapsed.add(new Lapse.AllowanceExpiring(expiry));
        }
        lapsed.sort(Comparator.comparing(Lapse::at));
        var next = goesOn
                ? Stream.of(endOfAccess(state), endOfWindow(state), Optional.of(noticeOf(expiry, notice)))
                : Stream.of(endOfAccess(state));
        return new Judgement(
                lapsed,
                next.flatMap(Optional::stream)
                        .filter(time -> time.isAfter(state.now()))
                        .min(Comparator.naturalOrder()),
                goesOn && !state.windowClosesAt().equals(Optional.of(regularEnd(state))));
    }

    /** Whether nothing lapses until the log says that it goes on. */
    private static boolean isStopped(SubscriptionAt state) {
        return state.blocked()
                || state.subscription().cancelled()
                || state.subscription().paused();
    }

    private static Optional<Lapse> accessEnded(SubscriptionAt state) {
        var subscription = state.subscription();
        var bySubscriber = subscription.failures().bySubscriberIn(subscription.windowId())
                || subscription.remainingExecutions().usedUp();
        return state.accessUntil()
                .filter(state.now()::isAfter)
                .map(until -> new Lapse.AccessEnded(until, bySubscriber));
    }

    private static Optional<Lapse> windowMissed(SubscriptionAt state) {
        var subscription = state.subscription();
        var window = subscription.windowId();
        return state.windowClosesAt()
                .filter(closes -> state.windowMissed())
                .filter(closes -> !subscription.remainingExecutions().usedUp())
                .map(closes -> new Lapse.WindowMissed(
                        closes, window, subscription.failures().responsibleForMissing(window)));
    }

    private static boolean isSoon(ChainTime expiry, ChainTime now, Duration notice) {
        return !now.isBefore(noticeOf(expiry, notice)) && !now.isAfter(expiry);
    }

    private static ChainTime noticeOf(ChainTime expiry, Duration notice) {
        return new ChainTime(Math.max(0, expiry.seconds() - notice.toSeconds()));
    }

    private static Optional<ChainTime> endOfAccess(SubscriptionAt state) {
        return state.accessUntil().map(until -> until.plus(SECOND));
    }

    /** While a pause keeps the window open, it lasts for another interval at least. */
    private static Optional<ChainTime> endOfWindow(SubscriptionAt state) {
        var closes = state.windowClosesAt()
                .orElseGet(() -> state.now().plus(state.plan().interval()));
        return Optional.of(closes.plus(SECOND));
    }

    private static ChainTime regularEnd(SubscriptionAt state) {
        return state.subscription().nextChargeAt().plus(state.plan().interval());
    }
}
