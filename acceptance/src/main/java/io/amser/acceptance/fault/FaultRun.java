package io.amser.acceptance.fault;

import java.io.PrintStream;

/** One way to break things, at the size that its issue names. */
public record FaultRun(String name, String story, Play play) {

    /** Plays it; the same seed makes everybody do the same. */
    @FunctionalInterface
    public interface Play {
        FaultReport play(long seed, PrintStream out);
    }
}
