package io.amser.devstack.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The chain as anvil in a container. */
final class DockerChain implements ChainServer {

    private static final int PORT_INSIDE = 8545;

    private final int port;
    private final DockerServer server;

    DockerChain(int port, ChainSettings settings) {
        this.port = port;
        this.server = new DockerServer(
                "ghcr.io/foundry-rs/foundry:v1.7.1", port, PORT_INSIDE, Map.of(), command(settings), this::answers);
    }

    private static List<String> command(ChainSettings settings) {
        List<String> command = new ArrayList<>(List.of("anvil", "--host", "0.0.0.0"));
        if (settings.survives()) {
            command.addAll(List.of("--state", "/tmp/state.json"));
        }
        command.addAll(settings.arguments());
        return command;
    }

    @Override
    public int port() {
        return port;
    }

    /** In good order, because anvil saves its state on the way out. */
    @Override
    public void kill() {
        server.stop();
    }

    @Override
    public void restart() {
        server.restart();
    }

    @Override
    public void close() {
        server.close();
    }
}
