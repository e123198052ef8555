package io.amser.bench.reading;

import java.util.Optional;

/** The Java process of a service that we started. */
public final class ServiceHandle {

    private ServiceHandle() {}

    /** The one that serves at this port, unless it has ended. */
    public static Optional<ProcessHandle> at(int port) {
        var mark = "-Dquarkus.http.port=" + port;
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info()
                        .command()
                        .filter(command -> command.endsWith("java"))
                        .isPresent())
                .filter(child -> child.info()
                        .commandLine()
                        .filter(line -> line.contains(mark))
                        .isPresent())
                .findFirst();
    }
}
