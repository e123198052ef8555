package io.amser.indexer.chain;

import java.util.function.Consumer;

/** Ends the waiting for a chain that fails again and again: somebody sits before the screen. */
public final class Endurance implements Consumer<RuntimeException> {
    private static final int MOST_FAILURES = 12;

    private int failures;

    @Override
    public synchronized void accept(RuntimeException failure) {
        failures++;
        if (failures >= MOST_FAILURES) {
            throw new ChainUnavailable("The chain does not answer: " + failure.getMessage(), failure);
        }
    }
}
