package io.amser.devstack.command;

import io.amser.devstack.alone.KeeperOptions;
import io.amser.devstack.alone.LoneKeeper;
import io.amser.devstack.preflight.Preflight;
import io.amser.devstack.preflight.RunLock;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code ./amser keeper}: a keeper for any deployment, until Ctrl-C. */
final class Keep {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final PrintStream out;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    Keep(PrintStream out) {
        this.out = out;
    }

    /** Returns the exit status: after Ctrl-C 0, and 1 once the keeper has ended by itself. */
    int run(List<String> arguments) throws InterruptedException {
        var options = KeeperOptions.parse(arguments);
        var folder = Folders.of("keeper");
        try (var _ = RunLock.take(folder)) {
            Preflight.requireFreePorts(Map.of("the keeper", options.port()));
            out.println("amser: starting the keeper");
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "ctrl-c"));
            try (var keeper = LoneKeeper.start(options, folder, Map.of())) {
                return watch(keeper);
            }
        } finally {
            ended.countDown();
        }
    }

    private int watch(LoneKeeper keeper) throws InterruptedException {
        out.printf(
                """

                  key               %s
                  status            %s
                  health, metrics   %s, %s
                  log               %s

                  Ctrl-C stops it; what it has sent is found again at the next start.

                """,
                keeper.key(),
                keeper.uri("/keeper/status"),
                keeper.uri("/q/health"),
                keeper.uri("/q/metrics"),
                keeper.log());
        long charged = 0;
        while (!stopped.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
            if (!keeper.isAlive()) {
                out.printf("amser: the keeper has ended; its log says why: %s%n", keeper.log());
                return 1;
            }
            charged = tell(keeper, charged);
        }
        out.println("amser: stopped");
        return 0;
    }

    /** One line whenever more has been charged. */
    private long tell(LoneKeeper keeper, long before) {
        long charged = keeper.status().at("/last_day/charged").asLong(before);
        if (charged > before) {
            out.printf("  %,d charged in the last 24 hours%n", charged);
        }
        return charged;
    }

    private void stop() {
        stopped.countDown();
        try {
            ended.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
