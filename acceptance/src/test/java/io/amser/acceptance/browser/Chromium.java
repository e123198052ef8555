package io.amser.acceptance.browser;

import io.amser.devstack.process.ChildProcess;
import io.amser.devstack.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser on this machine, installed where it is missing and we may. */
final class Chromium {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String INSTALL =
            "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium";

    private Chromium() {}

    static Path executable(Path logs) {
        return found().or(() -> installed(logs))
                .orElseThrow(
                        () -> new IllegalStateException(
                                "The tests of pages need Chromium: install it (Debian: apt-get install chromium) so that it is on the PATH."));
    }

    private static Optional<Path> installed(Path logs) {
        if (!"root".equals(System.getProperty("user.name"))
                || onPath("apt-get").findAny().isEmpty()) {
            return Optional.empty();
        }
        ChildProcess.run(Command.of("apt-get", logs.resolve("apt.log"), List.of("/bin/sh", "-c", INSTALL)), PATIENCE);
        return found();
    }

    private static Optional<Path> found() {
        return NAMES.stream().flatMap(Chromium::onPath).findFirst();
    }

    private static Stream<Path> onPath(String name) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }
}
