package io.amser.discord.role.repetition;

import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** A job that runs again and again on a virtual thread of its own; it answers how long to pause, and a failure costs it one turn. */
public final class Repetition {
    private static final Logger LOG = Logger.getLogger(Repetition.class);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Supplier<Duration> job;
    private final Thread thread;
    private volatile boolean ends;

    public Repetition(String name, Supplier<Duration> job) {
        this.name = name;
        this.job = job;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Lets the turn that is under way come to its end. */
    public void stop() throws InterruptedException {
        ends = true;
        thread.join(PATIENCE);
    }

    private void run() {
        while (!ends) {
            pause(turn());
        }
    }

    private Duration turn() {
        try {
            return job.get();
        } catch (RuntimeException e) {
            LOG.warnf("%s goes on in a moment: %s", name, e);
            return AFTER_A_FAILURE;
        }
    }

    private void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            ends = true;
        }
    }
}
