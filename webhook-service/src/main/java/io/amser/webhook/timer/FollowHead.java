package io.amser.webhook.timer;

import io.amser.eventlog.clock.WrittenHead;
import io.amser.webhook.timer.Mishaps.Step;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Does what follows from a head, step by step; one that fails holds back none that can do without it. */
final class FollowHead {
    private final ConfirmEvents confirm;
    private final JudgeLapses judge;
    private final Mishaps mishaps;

    FollowHead(ConfirmEvents confirm, JudgeLapses judge, Mishaps mishaps) {
        this.confirm = confirm;
        this.judge = judge;
        this.mishaps = mishaps;
    }

    /**
     * How far it got.
     *
     * @param done how much was done: as long as it is anything there may be more
     * @param failed whether a step has to be tried again
     */
    record Progress(int done, boolean failed) {
        private static final Progress NOT_MADE = new Progress(0, true);

        boolean isOver() {
            return done == 0 && !failed;
        }

        private Progress and(Progress other) {
            return new Progress(done + other.done, failed || other.failed);
        }
    }

    /** What was confirmed before what has lapsed since: each merchant's list is in the order of the chain. Never fails. */
    Uni<Progress> follow(WrittenHead head) {
        return trying(Step.CONFIRM, () -> confirm.confirm(head))
                .chain(confirmed -> confirmed.isOver()
                        ? trying(Step.JUDGE, () -> judge.judge(head))
                        : Uni.createFrom().item(confirmed))
                .chain(told ->
                        trying(Step.RELEASE, () -> confirm.release(head.head())).map(told::and));
    }

    private Uni<Progress> trying(Step step, Supplier<Uni<? extends Integer>> work) {
        return Uni.createFrom()
                .deferred(work)
                .map(done -> new Progress(done, false))
                .onFailure()
                .invoke(failure -> mishaps.failed(step, failure))
                .onFailure()
                .recoverWithItem(Progress.NOT_MADE);
    }
}
