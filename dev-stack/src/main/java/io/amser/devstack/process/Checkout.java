package io.amser.devstack.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The checked-out repository that we run in, found from any folder inside it. */
public final class Checkout {

    private Checkout() {}

    public static Path root() {
        var start = Path.of("").toAbsolutePath();
        return Stream.iterate(start, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("dev-stack/broker/pom.xml")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Run this inside a checkout of amser, not in " + start));
    }

    /** A file that a build step makes. Throws with the sentence on how to get it when it is not there. */
    public static Path built(String path, String remedy) {
        var file = root().resolve(path);
        if (!Files.exists(file)) {
            throw new IllegalStateException("%s is missing: %s".formatted(file, remedy));
        }
        return file;
    }
}
