package io.amser.devstack.server;

import io.amser.devstack.process.Checkout;
import io.amser.devstack.process.ChildProcess;
import io.amser.devstack.process.Command;
import io.amser.devstack.process.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The chain as an anvil process of this machine. */
final class EmbeddedChain implements ChainServer {

    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Place place;
    private final ChainSettings settings;
    private ChildProcess process;

    EmbeddedChain(Place place, ChainSettings settings) {
        this.place = place;
        this.settings = settings;
        this.process = start();
    }

    private ChildProcess start() {
        List<String> arguments =
                new ArrayList<>(List.of(anvil(), "--host", "127.0.0.1", "--port", Integer.toString(port()), "--quiet"));
        if (settings.survives()) {
            var state = place.folder().resolve("state.json").toAbsolutePath();
            arguments.addAll(List.of("--state", state.toString()));
        }
        arguments.addAll(settings.arguments());
        var started = ChildProcess.start(Command.of("The chain", place.log(), arguments));
        Readiness.await(started, START, this::answers);
        return started;
    }

    private static String anvil() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        var processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        return Checkout.built(
                        "contracts/node_modules/@foundry-rs/anvil-%s-%s/bin/anvil".formatted(system, processor),
                        "run `npm ci --ignore-scripts` in contracts/")
                .toString();
    }

    @Override
    public int port() {
        return place.port();
    }

    /** A real chain forgets nothing when a node dies, so one that survives saves its state on the way out. */
    @Override
    public void kill() {
        process.stop(STOP);
    }

    @Override
    public void restart() {
        process = start();
    }

    @Override
    public void close() {
        process.stop(STOP);
    }
}
