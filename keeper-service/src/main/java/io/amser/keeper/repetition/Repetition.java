package io.amser.keeper.repetition;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A job that runs again and again on a virtual thread of its own; it answers how long to pause, and deals with its failures. */
public final class Repetition {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final Supplier<Duration> job;
    private @Nullable Thread thread;

    public Repetition(String name, Supplier<Duration> job) {
        this.name = name;
        this.job = job;
    }

    public void start() {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** A turn that is under way stops where it waits. */
    public void stop() throws InterruptedException {
        var running = thread;
        if (running != null) {
            running.interrupt();
            running.join(PATIENCE);
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(job.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
