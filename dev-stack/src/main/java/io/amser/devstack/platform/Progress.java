package io.amser.devstack.platform;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/** Says what is being done and how long it took, on one line each. */
public final class Progress {

    private final PrintStream out;

    public Progress(PrintStream out) {
        this.out = out;
    }

    /** For machines, who read only the result. */
    public static Progress silent() {
        return new Progress(new PrintStream(PrintStream.nullOutputStream()));
    }

    public <T> T step(String what, Supplier<T> work) {
        long start = System.nanoTime();
        var result = work.get();
        out.printf(
                "  %-52s %5.1f s%n",
                what, Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
        return result;
    }

    public void step(String what, Runnable work) {
        step(what, () -> {
            work.run();
            return what;
        });
    }
}
