package io.amser.keeper.schedule;

import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.WindowId;
import io.amser.protocol.subscription.ProcessorPauses;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * A billing window that waits for its charge, as the log of events tells it.
 *
 * @param token of the plan; empty if the plan's own event could not be applied
 * @param interval of the plan; empty likewise
 * @param reported whether the chain already carries a failure of this window
 * @param failingSince when it was first found that the charge cannot succeed
 * @param turnsFrom when this attempt became possible, from which on keepers take turns; empty once ours has come
 */
public record DueCharge(
        SubscriptionKey subscription,
        WindowId window,
        Address processor,
        Address payer,
        Optional<Address> token,
        ChainTime dueAt,
        Optional<Duration> interval,
        boolean reported,
        Optional<ChainTime> failingSince,
        Optional<ChainTime> turnsFrom) {

    private static final Duration INCLUSION = Duration.ofSeconds(30);

    /** Nobody waits behind a newcomer; equal times have an order, so that all replicas see the same one. */
    public static final Comparator<DueCharge> OLDEST_FIRST = Comparator.comparing(DueCharge::dueAt)
            .thenComparing(due -> due.subscription().module())
            .thenComparing(due -> due.subscription().id());

    /** The last second in which this window can be charged while its processor is not paused; empty if nobody knows. */
    public Optional<ChainTime> closesAt(ProcessorPauses pauses) {
        return interval.map(length -> closesAt(length, pauses));
    }

    /** The last second in which a transaction for it is sent: some blocks may pass before one includes it. */
    public Optional<ChainTime> lastSendAt(ProcessorPauses pauses) {
        return closesAt(pauses).map(closing -> closing.minus(INCLUSION));
    }

    private ChainTime closesAt(Duration length, ProcessorPauses pauses) {
        var regular = dueAt.plus(length);
        return regular.isBefore(pauses.lastPausedAt())
                ? regular
                : ChainTime.later(regular, pauses.lastUnpausedAt().plus(length));
    }
}
