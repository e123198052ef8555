package io.amser.eventlog.projection;

import io.amser.devstack.server.KafkaServer;
import io.amser.devstack.server.PostgresServer;
import io.amser.devstack.server.Server;
import io.amser.devstack.server.TestServers;
import io.amser.eventlog.EmptyLog;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Servers of the test's own, which it takes away and brings back. */
public final class LedgerServers implements QuarkusTestResourceLifecycleManager {
    private @Nullable KafkaServer kafka;
    private @Nullable PostgresServer postgres;

    @Override
    public Map<String, String> start() {
        var broker = TestServers.freshKafka();
        var databases = TestServers.freshPostgres();
        kafka = broker;
        postgres = databases;
        EmptyLog.recreate(broker);
        var database = databases.createDatabase("ledger");
        Ledger.createTables(database);
        return Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "quarkus.datasource.reactive.url", database.reactiveUrl(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password());
    }

    @Override
    public void inject(TestInjector tests) {
        tests.injectIntoFields(
                outage(Objects.requireNonNull(kafka)), field -> field.getName().equals("kafkaOutage"));
        tests.injectIntoFields(
                outage(Objects.requireNonNull(postgres)),
                field -> field.getName().equals("databaseOutage"));
    }

    private static Runnable outage(Server server) {
        return () -> {
            server.kill();
            server.restart();
        };
    }

    @Override
    public void stop() {
        Objects.requireNonNull(kafka).close();
        Objects.requireNonNull(postgres).close();
    }
}
