package io.amser.keeper.decision;

import io.amser.keeper.schedule.DueCharge;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Reason;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;
import io.amser.protocol.call.Quote;
import java.time.Duration;
import java.util.Optional;

/** Windows, quotes and purses to decide about. */
final class Examples {
    static final Address PROCESSOR = account(1);
    static final Address MODULE = account(2);
    static final Address MERCHANT = account(3);
    static final Address USDC = account(4);
    static final Address ALICE = account(5);
    static final WindowId JANUARY = new WindowId(1);
    static final WindowId FEBRUARY = new WindowId(2);
    static final ChainTime NOON = new ChainTime(1_767_268_800);

    private Examples() {}

    static Address account(int number) {
        return new Address("0x%040x".formatted(number));
    }

    static DueCharge due(WindowId window) {
        return due(1, window, NOON, false);
    }

    static DueCharge reported(WindowId window) {
        return due(1, window, NOON, true);
    }

    static DueCharge due(int id, WindowId window, ChainTime dueAt, boolean reported) {
        return new DueCharge(
                new SubscriptionKey(MODULE, SubscriptionId.of(id)),
                window,
                PROCESSOR,
                ALICE,
                Optional.of(USDC),
                dueAt,
                Optional.of(Duration.ofDays(31)),
                reported,
                Optional.empty(),
                Optional.empty());
    }

    static Quote quoted(WindowId window, Reason reason) {
        return quoted(window, reason, usdc(10));
    }

    static Quote quoted(WindowId window, Reason reason, TokenAmount amount) {
        return new Quote(reason, ALICE, MERCHANT, USDC, amount, NOON, window);
    }

    static Purse purse(TokenAmount allowance, TokenAmount balance) {
        return new Purse(
                allowance, NOON.plus(Duration.ofDays(365)), balance, TokenAmount.UNLIMITED_ALLOWANCE, TokenAmount.ZERO);
    }

    static TokenAmount usdc(long dollars) {
        return TokenAmount.of(dollars * 1_000_000);
    }
}
