package io.amser.bench.figure;

import java.util.Arrays;

/** How long each of many took, in nanoseconds, shortest first. */
public final class Delays {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final int ALL = 100;

    private final long[] nanos;

    private Delays(long[] nanos) {
        this.nanos = nanos;
    }

    public static Delays of(long... nanos) {
        if (nanos.length == 0) {
            throw new IllegalStateException("Nothing was measured");
        }
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Delays(sorted);
    }

    public int count() {
        return nanos.length;
    }

    /** So many milliseconds are enough for this part of a hundred. */
    public double millis(int percent) {
        var rank = Math.ceilDiv((long) nanos.length * percent, ALL);
        return nanos[(int) Math.max(0, rank - 1)] / NANOS_PER_MILLI;
    }
}
