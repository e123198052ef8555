package io.amser.keeper.status;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is dear to find out, and asked for often: kept for a while, and then found out anew beside those who ask. Nobody is told what is old. */
final class Kept<T> {
    private static final Duration GOOD_FOR = Duration.ofSeconds(3);
    private static final Duration OLD_AFTER = Duration.ofSeconds(30);

    private final Supplier<T> finding;
    private final InstantSource time;
    private final Executor beside;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile @Nullable Found<T> last;

    Kept(Supplier<T> finding, InstantSource time, Executor beside) {
        this.finding = finding;
        this.time = time;
        this.beside = beside;
    }

    /** Waits only where there is nothing yet, or nothing but what is old. */
    T get() {
        var found = last;
        if (found == null || isOlder(found, OLD_AFTER)) {
            return awaited();
        }
        if (isOlder(found, GOOD_FOR) && underWay.compareAndSet(false, true)) {
            beside.execute(this::findBeside);
        }
        return found.what();
    }

    private synchronized T awaited() {
        var found = last;
        return found == null || isOlder(found, OLD_AFTER) ? find() : found.what();
    }

    private void findBeside() {
        try {
            find();
        } finally {
            underWay.set(false);
        }
    }

    private T find() {
        var what = finding.get();
        last = new Found<>(what, time.instant());
        return what;
    }

    private boolean isOlder(Found<T> found, Duration age) {
        return found.at().plus(age).isBefore(time.instant());
    }

    private record Found<T>(T what, Instant at) {}
}
