package io.amser.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine that figures were measured on. */
record Machine(String processor, int cores, long memoryMegabytes, String system, String java) {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final long KILOBYTES_PER_MEGABYTE = 1024;

    static Machine here() {
        return new Machine(
                value(PROCESSORS, "model name", System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(value(MEMORY, "MemTotal", "0 kB").replace(" kB", "")) / KILOBYTES_PER_MEGABYTE,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }

    /** Linux tells in files; elsewhere the fallback stands. */
    private static String value(Path file, String name, String otherwise) {
        if (!Files.exists(file)) {
            return otherwise;
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(otherwise);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String sentence() {
        return "%s, %d cores, %,d MB, %s, %s".formatted(processor, cores, memoryMegabytes, system, java);
    }
}
