package io.amser.bench.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The heap that is used after a full collection, in bytes. */
final class LiveHeap {

    private static final Pattern BLANKS = Pattern.compile(" +");

    private LiveHeap() {}

    static long here() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Of another Java process: its histogram of classes counts what a full collection leaves. */
    static long of(ProcessHandle process) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var asked = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            var answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines()
                    .filter(line -> line.startsWith("Total"))
                    .mapToLong(line -> Long.parseLong(BLANKS.split(line, 4)[2]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("jcmd did not tell the heap: " + answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
