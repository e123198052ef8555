package io.amser.webhook.connection;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One turn of a loop, which ends in any case: what never answers, or throws at once, is a failure after which the loop goes on. */
public final class Turn {
    /** Half of a delivery's lease, so that its result can be written by another connection; a turn takes milliseconds. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Turn() {}

    /** What is given up may still be done, as if another replica had begun it. */
    public static <T> Uni<T> of(Supplier<Uni<? extends T>> work) {
        return within(LONGEST, work);
    }

    /** For work that takes its time. */
    public static <T> Uni<T> within(Duration longest, Supplier<Uni<? extends T>> work) {
        return Uni.createFrom()
                .<T>deferred(work)
                .ifNoItem()
                .after(longest)
                .failWith(() -> new TimeoutException("Nothing has come within " + longest.toSeconds() + " s"));
    }
}
