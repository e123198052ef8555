package io.amser.indexer.rpc;

import java.time.Instant;
import java.time.InstantSource;

/** Time to wait by: it begins with the machine's clock and goes on evenly, however that is set. */
public final class SteadyTime implements InstantSource {
    private final Instant beginning;
    private final long began = System.nanoTime();

    public SteadyTime(Instant beginning) {
        this.beginning = beginning;
    }

    @Override
    public Instant instant() {
        return beginning.plusNanos(System.nanoTime() - began);
    }
}
