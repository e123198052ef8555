package io.amser.bench;

import io.amser.bench.figure.Findings;
import java.io.PrintStream;

/** Something worth measuring, beside its peer and its limit. */
public interface Benchmark {

    /** What {@code ./amser bench} calls it. */
    String name();

    /** What it measures, in one sentence. */
    String sentence();

    /** Measures, and tells people meanwhile how far it is. Throws with a sentence when what it measured was not right. */
    Findings run(PrintStream progress);
}
