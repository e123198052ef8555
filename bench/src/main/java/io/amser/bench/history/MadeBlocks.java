package io.amser.bench.history;

import io.amser.bench.figure.Delays;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** When the node had which block; keeps the time between two. */
public final class MadeBlocks {

    private final long before;
    private final Duration between;
    private final List<Long> madeAt = new ArrayList<>();

    /** @param before the newest block before the first */
    public MadeBlocks(long before, Duration between) {
        this.before = before;
        this.between = between;
    }

    /** The next block is there; returns when it is time for another. */
    public void made() {
        var now = System.nanoTime();
        madeAt.add(now);
        var next = madeAt.getFirst() + between.toNanos() * madeAt.size();
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, next - now)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two blocks", e);
        }
    }

    /** Counted from 0. */
    public int index(long block) {
        return Math.toIntExact(block - before - 1);
    }

    /** On the clock of {@link System#nanoTime}. */
    public long madeAt(int index) {
        return madeAt.get(index);
    }

    /** How much later each block but the first few could be read. */
    public Delays lags(Map<Long, Long> readableAt, int skipped) {
        return Delays.of(IntStream.range(skipped, madeAt.size())
                .mapToLong(i -> Objects.requireNonNull(readableAt.get(before + 1 + i)) - madeAt.get(i))
                .toArray());
    }
}
