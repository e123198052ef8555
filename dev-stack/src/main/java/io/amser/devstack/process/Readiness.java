package io.amser.devstack.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits until a process does its work. */
public final class Readiness {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(40);

    private Readiness() {}

    /** Returns when the condition holds. Throws as soon as the process has died, or when the time is over. */
    public static void await(ChildProcess process, Duration atMost, BooleanSupplier ready) {
        boolean isReady = isReadyWithin(atMost, () -> {
            if (!process.isAlive()) {
                throw new ProcessFailure(process.name() + " ended before it was ready", process.log());
            }
            return ready.getAsBoolean();
        });
        if (!isReady) {
            process.kill();
            throw new ProcessFailure("%s was not ready after %s".formatted(process.name(), atMost), process.log());
        }
    }

    /** Looks again and again until the condition holds, and says whether it did in time. */
    public static boolean isReadyWithin(Duration time, BooleanSupplier ready) {
        long end = System.nanoTime() + time.toNanos();
        while (!ready.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a process", e);
        }
    }
}
