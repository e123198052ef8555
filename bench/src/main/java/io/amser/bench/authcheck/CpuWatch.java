package io.amser.bench.authcheck;

import java.time.Duration;

/** Looks again and again at the processor times of a program, and of the database, until the program has ended. */
final class CpuWatch {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Thread thread;
    private volatile Duration own = Duration.ZERO;
    private volatile Duration database = Duration.ZERO;

    CpuWatch(ProcessHandle program) {
        thread = Thread.ofPlatform().daemon().start(() -> watch(program));
    }

    /** A backend's time is gone with its connection, so the last look before the end counts. */
    private void watch(ProcessHandle program) {
        try {
            while (program.isAlive()) {
                program.info()
                        .totalCpuDuration()
                        .filter(time -> time.compareTo(own) > 0)
                        .ifPresent(time -> own = time);
                var now = CpuTimes.ofDatabase();
                database = now.compareTo(database) > 0 ? now : database;
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Duration own() throws InterruptedException {
        thread.join();
        return own;
    }

    Duration database() throws InterruptedException {
        thread.join();
        return database;
    }
}
