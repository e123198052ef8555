package io.amser.acceptance.crowd;

import io.amser.devstack.wallet.Node;
import io.amser.protocol.Executions;
import io.amser.protocol.TokenAmount;
import java.time.Duration;

/** What somebody may do about a subscription; the contracts refuse what makes no sense at the time. */
enum Deed {
    PAUSE,
    RESUME,
    CANCEL,
    REVIVE,
    LIMIT,
    TOP_UP,
    ALLOW_LITTLE,
    ALLOW_PLENTY,
    BLOCK,
    UNBLOCK,
    RECOVER;

    private static final Duration YEAR = Duration.ofDays(365);
    private static final long FEW = 2;

    void attempt(Member member, Node node) {
        var subscriber = member.subscriber();
        var subscription = member.subscription();
        switch (this) {
            case PAUSE -> subscriber.pause(subscription);
            case RESUME -> subscriber.resume(subscription);
            case CANCEL -> subscriber.cancel(subscription);
            case REVIVE -> subscriber.setBudget(subscription, Executions.unlimited());
            case LIMIT -> subscriber.setBudget(subscription, Executions.limited(FEW));
            case TOP_UP -> subscriber.receive(times(FEW, member.price()));
            case ALLOW_LITTLE -> subscriber.allow(TokenAmount.of(1), node.time().plus(YEAR));
            case ALLOW_PLENTY ->
                subscriber.allow(TokenAmount.UNLIMITED_ALLOWANCE, node.time().plus(YEAR));
            case BLOCK -> member.merchant().block(subscriber.address());
            case UNBLOCK -> member.merchant().unblock(subscriber.address());
            case RECOVER -> member.merchant().recover(subscription);
        }
    }

    static TokenAmount times(long number, TokenAmount price) {
        return TokenAmount.of(number * price.value().longValueExact());
    }
}
