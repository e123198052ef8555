package io.amser.bench.figure;

import java.time.Duration;
import java.util.function.LongSupplier;

/** So many things in such a time. */
public record Rate(long count, Duration time) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** Does the work, which tells how many things it did. */
    public static Rate of(LongSupplier work) {
        long start = System.nanoTime();
        long count = work.getAsLong();
        return new Rate(count, Duration.ofNanos(System.nanoTime() - start));
    }

    public double perSecond() {
        return count * NANOS_PER_SECOND / time.toNanos();
    }
}
