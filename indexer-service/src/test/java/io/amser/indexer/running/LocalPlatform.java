package io.amser.indexer.running;

import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.KafkaServer;
import io.amser.devstack.server.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Points the service at a chain and a broker of its own, because it runs until the tests' JVM ends. */
public final class LocalPlatform implements QuarkusTestResourceLifecycleManager {
    private @Nullable KafkaServer broker;
    private @Nullable LocalChain local;

    @Override
    public Map<String, String> start() {
        broker = TestServers.freshKafka();
        local = new LocalChain(ChainSettings.blockPerTransaction(), broker);
        return local.serviceSettings();
    }

    @Override
    public void stop() {
        if (local != null) {
            local.close();
        }
        if (broker != null) {
            broker.close();
        }
    }
}
