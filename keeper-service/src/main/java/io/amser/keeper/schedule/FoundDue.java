package io.amser.keeper.schedule;

import io.amser.protocol.Address;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.WindowId;
import io.amser.protocol.call.Quote;
import java.util.Optional;

/** A window that the chain itself says is due. */
public record FoundDue(SubscriptionKey subscription, WindowId window, Address processor, Address payer, Address token) {

    /** Empty unless a charge would be a real attempt now. */
    public static Optional<FoundDue> of(SubscriptionKey subscription, Address processor, Quote quote) {
        return switch (quote.reason()) {
            case NONE, INSUFFICIENT_ALLOWANCE, ALLOWANCE_EXPIRED, TRANSFER_FAILED, UNSUPPORTED_TOKEN ->
                Optional.of(new FoundDue(subscription, quote.windowId(), processor, quote.payer(), quote.token()));
            case PAYMENT_WINDOW_VIOLATION,
                    PAYMENT_ALREADY_PROCESSED,
                    PROCESSOR_PAUSED,
                    UNKNOWN_SUBSCRIPTION,
                    NOT_DUE,
                    PAUSED,
                    CANCELLED,
                    BLOCKED,
                    BUDGET_USED_UP,
                    NOT_KEEPER,
                    UNKNOWN_MODULE,
                    QUOTE_MISMATCH,
                    FAILURE_ALREADY_REPORTED,
                    INSUFFICIENT_GAS -> Optional.empty();
        };
    }
}
