package io.amser.bench.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The heap that is used after a full collection, in bytes. */
public final class LiveHeap {

    private static final Pattern BLANKS = Pattern.compile(" +");

    private static final String GAP = "FillerElement";
    private static final int COLLECTIONS = 4;

    private LiveHeap() {}

    /** The serial collector closes all gaps each fourth time. */
    public static long here() {
        for (var collection = 0; collection < COLLECTIONS; collection++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Of another Java process: its histogram counts what a full collection leaves, gaps that are not worth closing included. */
    public static long of(ProcessHandle process) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var asked = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            var answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return bytes(answer, line -> line.startsWith("Total")) - bytes(answer, line -> line.contains(GAP));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line tells a number (but the last), instances, bytes and a class. */
    private static long bytes(String histogram, Predicate<String> lines) {
        return histogram
                .lines()
                .filter(lines)
                .mapToLong(line -> Long.parseLong(BLANKS.split(line, 5)[line.startsWith("Total") ? 2 : 3]))
                .sum();
    }
}
