package io.amser.bench.report;

import io.amser.bench.figure.Findings;
import io.amser.devstack.process.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The figures of all benchmarks as {@code docs/benchmarks.md}. */
public final class BenchmarkPage {

    private final StringBuilder text = new StringBuilder();

    public BenchmarkPage(InstantSource time) {
        text.append("""
                # Benchmarks

                Written by `./amser bench all`. Each figure stands beside its aim; what it is compared with was measured in the same run.

                - machine: %s
                - date: %s
                - commit: %s
                """.formatted(
                        Machine.here().sentence(), LocalDate.ofInstant(time.instant(), ZoneOffset.UTC), Commit.here()));
    }

    public void add(String name, String sentence, Findings findings) {
        text.append("\n## ").append(name).append("\n\n").append(sentence).append("\n\n");
        text.append(findings.table().markdown()).append('\n');
        findings.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        text.append("\n```json\n").append(findings.json()).append("\n```\n");
    }

    /** Writes the page and answers where it stands. */
    public Path write() {
        var page = Checkout.root().resolve("docs/benchmarks.md");
        try {
            Files.createDirectories(page.getParent());
            return Files.writeString(page, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
