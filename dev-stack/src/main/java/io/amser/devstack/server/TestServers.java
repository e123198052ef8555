package io.amser.devstack.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The servers that tests share: each is started when a test first asks for it, and ends with the test's JVM. Tests keep apart by names: {@link
 * #freshDatabase} and {@link #unique}.
 */
public final class TestServers {

    private static final Path FOLDER = Path.of("target", "servers", unique("run"));

    private static final Shared<PostgresServer> POSTGRES = new Shared<>("postgres", Infrastructure.chosen()::postgres);
    private static final Shared<KafkaServer> KAFKA = new Shared<>("kafka", Infrastructure.chosen()::kafka);
    private static final Shared<ChainServer> CHAIN =
            new Shared<>("chain", place -> Infrastructure.chosen().chain(place, ChainSettings.blockPerTransaction()));

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TestServers::clearAway, "end-of-test-servers"));
    }

    private TestServers() {}

    public static PostgresServer postgres() {
        return POSTGRES.get();
    }

    public static KafkaServer kafka() {
        return KAFKA.get();
    }

    /** One chain for the tests that do not mind each other's blocks; a test that reorganises starts {@link #freshChain}. */
    public static ChainServer chain() {
        return CHAIN.get();
    }

    /** A chain of the test's own, which the test closes. */
    public static ChainServer freshChain(ChainSettings settings) {
        return Infrastructure.chosen().chain(Place.in(FOLDER.resolve(unique("chain"))), settings);
    }

    /** A broker of the test's own, to be killed by it; the test closes it. */
    public static KafkaServer freshKafka() {
        return Infrastructure.chosen().kafka(Place.in(FOLDER.resolve(unique("kafka"))));
    }

    /** A PostgreSQL server of the test's own, to be killed by it; the test closes it. */
    public static PostgresServer freshPostgres() {
        return Infrastructure.chosen().postgres(Place.in(FOLDER.resolve(unique("postgres"))));
    }

    /** An empty database on the shared server, its name made unique. */
    public static Database freshDatabase(String name) {
        return postgres().createDatabase(unique(name));
    }

    /** The name with a suffix that no other test has: for topics, groups and transactional ids. */
    public static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The logs stay for whoever wants to know what happened. */
    private static void clearAway() {
        POSTGRES.kill();
        KAFKA.kill();
        CHAIN.kill();
        try (var files = Files.walk(FOLDER)) {
            files.filter(file -> !file.endsWith("server.log"))
                    .sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException _) {
            // Nothing was started, or the next clean takes the rest.
        }
    }

    private static final class Shared<S extends Server> {

        private final String name;
        private final Function<Place, S> start;
        private @Nullable S running;

        Shared(String name, Function<Place, S> start) {
            this.name = name;
            this.start = start;
        }

        synchronized S get() {
            var server = running;
            if (server == null) {
                server = start.apply(Place.in(FOLDER.resolve(name)));
                running = server;
            }
            return server;
        }

        synchronized void kill() {
            if (running != null) {
                running.kill();
            }
        }
    }
}
