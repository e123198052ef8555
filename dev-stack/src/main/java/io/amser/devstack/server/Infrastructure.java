package io.amser.devstack.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** The way to get the servers. */
public enum Infrastructure {
    /** As processes of this machine. */
    EMBEDDED {
        @Override
        public PostgresServer postgres(Place place) {
            return new EmbeddedPostgres(place);
        }

        @Override
        public KafkaServer kafka(Place place) {
            return new EmbeddedKafka(place);
        }

        @Override
        public ChainServer chain(Place place, ChainSettings settings) {
            return new EmbeddedChain(place, settings);
        }
    },
    /** As containers, which keep their data inside. */
    DOCKER {
        @Override
        public PostgresServer postgres(Place place) {
            return new DockerPostgres(place.port());
        }

        @Override
        public KafkaServer kafka(Place place) {
            return new DockerKafka(place.port());
        }

        @Override
        public ChainServer chain(Place place, ChainSettings settings) {
            return new DockerChain(place.port(), settings);
        }
    };

    /** Starts a PostgreSQL server and returns when it is ready. */
    public abstract PostgresServer postgres(Place place);

    /** Starts a Kafka broker and returns when it is ready. */
    public abstract KafkaServer kafka(Place place);

    /** Starts a chain and returns when it is ready. */
    public abstract ChainServer chain(Place place, ChainSettings settings);

    /** What {@code -Damser.infra} says, else containers where a Docker engine answers, else processes. */
    public static Infrastructure chosen() {
        return Optional.ofNullable(System.getProperty("amser.infra"))
                .map(Infrastructure::named)
                .orElseGet(() -> dockerAnswers() ? DOCKER : EMBEDDED);
    }

    private static Infrastructure named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "embedded" -> EMBEDDED;
            case "docker" -> DOCKER;
            default -> throw new IllegalArgumentException("amser.infra is embedded or docker, not " + name);
        };
    }

    /** Testcontainers takes seconds to find out that there is no engine, so the cheap signs come first. */
    private static boolean dockerAnswers() {
        boolean sign = System.getenv("DOCKER_HOST") != null
                || Files.exists(Path.of("/var/run/docker.sock"))
                || Files.exists(Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"));
        return sign && DockerClientFactory.instance().isDockerAvailable();
    }
}
