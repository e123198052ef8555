package io.amser.bench.reading;

import io.amser.devstack.process.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Where a benchmark keeps what it runs; what an earlier run left there is gone. */
public final class EmptyFolder {

    private EmptyFolder() {}

    public static Path of(String benchmark) {
        var folder = Checkout.root().resolve(".amser/bench").resolve(benchmark);
        try {
            if (Files.exists(folder)) {
                try (var files = Files.walk(folder)) {
                    files.sorted(Comparator.reverseOrder())
                            .forEach(file -> file.toFile().delete());
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
