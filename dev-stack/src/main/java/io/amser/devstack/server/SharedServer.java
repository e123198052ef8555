package io.amser.devstack.server;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A server that is started when it is first asked for, once for the whole JVM. Quarkus loads our classes anew for every application that it tests,
 * so what all of them see is a system property with the port.
 */
final class SharedServer {

    private final String name;
    private final Function<Place, ? extends Server> start;
    private final AtomicReference<Server> started = new AtomicReference<>();

    SharedServer(String name, Function<Place, ? extends Server> start) {
        this.name = name;
        this.start = start;
    }

    int port(Path folder) {
        synchronized (Runtime.getRuntime()) {
            var property = "amser.test.%s.port".formatted(name);
            return Optional.ofNullable(Integer.getInteger(property)).orElseGet(() -> {
                var server = start.apply(Place.in(folder.resolve(name)));
                started.set(server);
                System.setProperty(property, Integer.toString(server.port()));
                return server.port();
            });
        }
    }

    /** Ends it if it was started here. */
    void kill() {
        Optional.ofNullable(started.get()).ifPresent(Server::kill);
    }
}
