package io.amser.devstack.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The servers that tests share: each is started when a test first asks for it, and ends with the tests' JVM. Tests keep apart by names: {@link
 * #freshDatabase} and {@link #unique}.
 */
public final class TestServers {

    private static final Path FOLDER = Path.of("target", "servers", unique("run"));

    private static final SharedServer POSTGRES = new SharedServer("postgres", Infrastructure.chosen()::postgres);
    private static final SharedServer KAFKA = new SharedServer("kafka", Infrastructure.chosen()::kafka);
    private static final SharedServer CHAIN = new SharedServer(
            "chain", place -> Infrastructure.chosen().chain(place, ChainSettings.blockPerTransaction()));

    private static final Map<String, Database> FILLED = new ConcurrentHashMap<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TestServers::clearAway, "end-of-test-servers"));
    }

    private TestServers() {}

    public static PostgresServer postgres() {
        return new Borrowed.Postgres(POSTGRES.port(FOLDER));
    }

    public static KafkaServer kafka() {
        return new Borrowed.Kafka(KAFKA.port(FOLDER));
    }

    /** One chain for the tests that do not mind each other's blocks; a test that reorganises starts {@link #freshChain}. */
    public static ChainServer chain() {
        return new Borrowed.Chain(CHAIN.port(FOLDER));
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

    /**
     * A database of the test's own on the shared server, as it is when {@code fill} has been at an empty one: that happens once for each name, since
     * copies are cheaper. Afterwards nobody may be connected to what was filled.
     */
    public static Database freshDatabase(String name, Consumer<Database> fill) {
        var original = FILLED.computeIfAbsent(name, _ -> {
            var empty = freshDatabase(name);
            fill.accept(empty);
            return empty;
        });
        return postgres().copyDatabase(original, unique(name));
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
}
