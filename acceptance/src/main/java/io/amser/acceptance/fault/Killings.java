package io.amser.acceptance.fault;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.platform.Service;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Kills one service after the other and starts it again, beside whatever else goes on. */
final class Killings {

    private final Stage stage;
    private final Random random;
    private final PrintStream out;
    private final Deque<Service> turn = new ArrayDeque<>();
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
    private int count;

    Killings(Stage stage, Random random, PrintStream out) {
        this.stage = stage;
        this.random = random;
        this.out = out;
    }

    /** Kills the next one now, and returns while it starts again; the one before it is awaited first. */
    void next() {
        awaitEnd();
        if (turn.isEmpty()) {
            var services = Arrays.asList(Service.values());
            Collections.shuffle(services, random);
            turn.addAll(services);
        }
        var victim = turn.removeFirst();
        count++;
        out.printf("  %3d. kill -9 %s%n", count, victim.module());
        stage.platform().service(victim).kill();
        running = CompletableFuture.runAsync(
                () -> stage.platform().service(victim).restart().awaitReady(),
                task -> Thread.ofVirtual().start(task));
    }

    void awaitEnd() {
        running.join();
    }

    int count() {
        return count;
    }
}
