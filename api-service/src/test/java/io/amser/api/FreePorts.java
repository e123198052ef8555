package io.amser.api;

import io.amser.devstack.process.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Tells the service an RPC endpoint and services behind it at which nobody answers yet. */
public final class FreePorts implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "amser.chain.rpc-urls", local(),
                "amser.api.proxy.webhook.url", local(),
                "amser.api.proxy.webhook.key", "a-key-for-the-webhook-service-of-tests",
                "amser.api.proxy.discord.url", local(),
                "amser.api.proxy.discord.key", "a-key-for-the-discord-service-of-tests",
                "amser.api.proxy.keeper.url", local(),
                "amser.api.proxy.keeper.key", "a-key-for-the-keeper-service-of-tests");
    }

    private static String local() {
        return "http://127.0.0.1:" + Ports.free();
    }

    @Override
    public void stop() {}
}
