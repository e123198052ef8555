package io.amser.indexer.chain;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks a chain that does not answer again, ever more slowly and for ever; only an interruption ends it. */
public final class Patience {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 10;

    private final Consumer<RuntimeException> onFailure;

    public Patience(Consumer<RuntimeException> onFailure) {
        this.onFailure = onFailure;
    }

    /**
     * The answer, at last.
     *
     * @throws RangeTooLarge at once, because the same question would be refused for ever
     */
    public <T> T outlast(Supplier<T> question) {
        for (var failures = 1; ; failures++) {
            try {
                return question.get();
            } catch (RangeTooLarge e) {
                throw e;
            } catch (ChainUnavailable e) {
                onFailure.accept(e);
                sleep(delay(failures));
            }
        }
    }

    /** How long to wait after so many failures in a row; by chance up to half of it less, so that many do not ask at once. */
    public static Duration delay(int failures) {
        var full = FIRST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        var capped = full.compareTo(LONGEST) < 0 ? full : LONGEST;
        var half = capped.toMillis() / 2;
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting for the chain");
        }
    }
}
