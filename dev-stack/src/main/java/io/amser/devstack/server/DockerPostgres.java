package io.amser.devstack.server;

import java.util.List;
import java.util.Map;

/** PostgreSQL in a container. */
final class DockerPostgres implements PostgresServer {

    private final int port;
    private final DockerServer server;

    DockerPostgres(int port) {
        this.port = port;
        this.server = new DockerServer(
                "postgres:18",
                port,
                5432,
                Map.of("POSTGRES_PASSWORD", "postgres"),
                List.of(),
                database("postgres")::isThere);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void kill() {
        server.kill();
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
