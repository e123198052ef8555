package io.amser.devstack.quarkus;

import io.amser.devstack.server.Database;
import io.amser.devstack.server.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Points a Quarkus test at the shared servers: always at the broker; with the argument {@code database=NAME} at an empty database of its own; with
 * {@code chain=true} at the chain.
 */
public final class PlatformServers implements QuarkusTestResourceLifecycleManager {

    private Map<String, String> arguments = Map.of();

    @Override
    public void init(Map<String, String> initArgs) {
        arguments = Map.copyOf(initArgs);
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", TestServers.kafka().bootstrapServers());
        if (arguments.containsKey("database")) {
            settings.putAll(datasource(TestServers.freshDatabase(arguments.get("database"))));
        }
        if (Boolean.parseBoolean(arguments.get("chain"))) {
            settings.put("amser.chain.rpc-urls", TestServers.chain().http().toString());
        }
        return settings;
    }

    private static Map<String, String> datasource(Database database) {
        return Map.of(
                "quarkus.datasource.reactive.url", database.reactiveUrl(),
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password());
    }

    /** The servers end with the JVM, because other tests use them too. */
    @Override
    public void stop() {}
}
