package io.amser.indexer.rebuild;

import io.amser.protocol.BlockNumber;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says on the screen how far the work has come, every few seconds. */
public final class Teller {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

    private final PrintStream out;
    private final InstantSource time;
    private Instant last;

    public Teller(PrintStream out, InstantSource time) {
        this.out = out;
        this.time = time;
        this.last = time.instant();
    }

    void says(String sentence) {
        out.println("amser: " + sentence);
    }

    void reading(BlockNumber block, BlockNumber end, long events) {
        now("block %s of %s, %,d events".formatted(block, end, events));
    }

    void comparing(ReadModelTable table, long rows) {
        now("%s, %,d rows".formatted(table.word(), rows));
    }

    private void now(String line) {
        if (last.plus(BETWEEN_LINES).isBefore(time.instant())) {
            last = time.instant();
            out.println("  " + line);
        }
    }
}
