package io.amser.keeper.submission;

import io.amser.keeper.chain.Head;
import io.amser.keeper.journal.Moment;
import io.amser.keeper.journal.OpenSubmission;
import java.time.Duration;

/** What to do about a nonce that is in no block yet. */
enum SlotDecision {
    WAIT,
    /** The same bytes once more: no node has had them, or one may have lost them. */
    REBROADCAST,
    /** The same charges for a higher fee. */
    RAISE_FEES,
    /** Nothing but the nonce is used: what stands there can no longer do any good. */
    FREE,
    /** It is another key's, which is dead or poor or came too late: its windows are for whoever can charge them. */
    GIVE_BACK;

    /** After a try that no node took. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;

    /** What to do about a nonce of another key: its bytes may be shown again, and no others be signed. */
    static SlotDecision ofAnother(OpenSubmission open, Head head, SubmissionConfig config) {
        if (isTooLate(open, head) || open.offered().compareTo(config.givenBackAfter()) >= 0) {
            return GIVE_BACK;
        }
        return open.refusal().isEmpty() && (open.tries() == 0 || pauseIsOver(open, config)) ? REBROADCAST : WAIT;
    }

    /** Whether its charges are not allowed any more. */
    private static boolean isTooLate(OpenSubmission open, Head head) {
        return head.time().isAfter(open.payload().validUntil());
    }

    /** @param first whether no earlier nonce of the key waits for a block */
    static SlotDecision decide(OpenSubmission open, boolean first, Head head, SubmissionConfig config) {
        if ((isTooLate(open, head) || open.refusal().isPresent()) && (open.tries() == 0 || pauseIsOver(open, config))) {
            return FREE;
        }
        if (open.tries() == 0) {
            return REBROADCAST;
        }
        if (isStuck(open, first, head, config)) {
            return RAISE_FEES;
        }
        return pauseIsOver(open, config) ? REBROADCAST : WAIT;
    }

    /** One that waits only for another one to go first is helped by no fee, unless the blocks have become dearer than it offers. */
    private static boolean isStuck(OpenSubmission open, boolean first, Head head, SubmissionConfig config) {
        var isPricedOut = open.latest().fees().max().compareTo(head.baseFee()) < 0;
        return (first || isPricedOut)
                && open.waitingSince()
                        .filter(since -> isLongAgo(since, head, config))
                        .isPresent();
    }

    private static boolean isLongAgo(Moment since, Head head, SubmissionConfig config) {
        return head.number().value() - since.block().value() >= config.replaceAfterBlocks()
                || head.time().since(since.time()).compareTo(config.replaceAfter()) >= 0;
    }

    /** Longer each time, so that nothing floods nodes that do not want it. */
    static boolean pauseIsOver(OpenSubmission open, SubmissionConfig config) {
        var first = open.takenAt().isPresent() ? config.rebroadcastAfter() : FIRST_PAUSE;
        var pause = first.multipliedBy(1L << Math.clamp(open.tries() - 1, 0, MOST_DOUBLINGS));
        return open.sinceTry().compareTo(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE) >= 0;
    }
}
