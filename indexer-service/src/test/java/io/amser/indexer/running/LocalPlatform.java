package io.amser.indexer.running;

import io.amser.devstack.server.ChainSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Points the service at a chain with the protocol on it and at an empty log. */
public final class LocalPlatform implements QuarkusTestResourceLifecycleManager {
    private @Nullable LocalChain local;

    @Override
    public Map<String, String> start() {
        local = new LocalChain(ChainSettings.blockPerTransaction());
        return local.serviceSettings();
    }

    @Override
    public void stop() {
        if (local != null) {
            local.close();
        }
    }
}
