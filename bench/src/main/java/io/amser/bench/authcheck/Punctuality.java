package io.amser.bench.authcheck;

import io.amser.bench.figure.Delays;
import io.amser.bench.figure.Rounds;
import java.util.Locale;

/** How long checks take at a fixed rate, among many subscriptions and among few. */
final class Punctuality {

    private final Rounds p50 = new Rounds();
    private final Rounds p99 = new Rounds();
    private final Rounds p99AmongFew = new Rounds();
    private final Rounds longest = new Rounds();

    void addAmongFew(Delays delays) {
        p99AmongFew.add(delays.millis(99));
    }

    void add(Delays delays) {
        p50.add(delays.millis(50));
        p99.add(delays.millis(99));
        longest.add(delays.millis(100));
    }

    double p50() {
        return p50.median();
    }

    double p99() {
        return p99.median();
    }

    double growth() {
        return p99() / p99AmongFew.median();
    }

    String sentence() {
        return String.format(
                Locale.ROOT,
                "Among 10,000 subscriptions 99 of 100 checks take %.2f ms; the longest of all among 1,000,000 took %.1f ms in the median round.",
                p99AmongFew.median(),
                longest.median());
    }
}
