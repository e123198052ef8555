package io.amser.indexer.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.TestServers;
import io.amser.indexer.metrics.RpcMetrics;
import io.amser.indexer.rpc.NewHeads;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NewHeadsIT {
    private final AtomicInteger heads = new AtomicInteger();

    @Test
    void tells_of_each_new_block_also_after_an_outage_of_the_node() {
        try (var server = TestServers.freshChain(ChainSettings.blockPerTransaction());
                var newHeads = new NewHeads(
                        List.of(server.webSocket()),
                        heads::incrementAndGet,
                        InstantSource.system(),
                        new RpcMetrics(new SimpleMeterRegistry()))) {
            newHeads.start();
            awaitHead(server);

            server.kill();
            server.restart();
            awaitHead(server);
        }
    }

    /** Mines until a block is heard of, because the connection may not be there yet. */
    private void awaitHead(ChainServer server) {
        var before = heads.get();
        LocalChain.await(() -> {
            mine(server);
            return heads.get() > before;
        });
    }

    private static void mine(ChainServer server) {
        try {
            assertThat(server.call("evm_mine", "[]")).contains("result");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
