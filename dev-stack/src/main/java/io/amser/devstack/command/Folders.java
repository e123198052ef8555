package io.amser.devstack.command;

import io.amser.devstack.process.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Where a platform keeps its data and logs: inside the checkout, ignored by Git. */
public final class Folders {

    private Folders() {}

    public static Path of(String command) {
        return Checkout.root().resolve(".amser").resolve(command);
    }

    /** A chain starts empty each time, so all that knows it has to do so too. */
    public static Path emptied(Path folder) {
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
