package io.amser.devstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The shell script that kills a program when its owner dies, as a file. */
final class Leash {

    private static final Path SCRIPT = write();

    private Leash() {}

    static Path script() {
        return SCRIPT;
    }

    private static Path write() {
        try (var script = Objects.requireNonNull(Leash.class.getResourceAsStream("leash.sh"))) {
            var file = Files.createTempFile("amser-leash-", ".sh");
            Files.write(file, script.readAllBytes());
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
