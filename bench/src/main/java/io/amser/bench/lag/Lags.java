package io.amser.bench.lag;

import java.util.List;

/** How long each block took, in nanoseconds, shortest first. */
record Lags(List<Long> nanos) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final int ALL = 100;

    Lags {
        nanos = nanos.stream().sorted().toList();
    }

    /** So many milliseconds are enough for this part of a hundred. */
    double millis(int percent) {
        var rank = Math.ceilDiv(nanos.size() * percent, ALL);
        return nanos.get(Math.max(0, rank - 1)) / NANOS_PER_MILLI;
    }
}
