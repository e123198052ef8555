package io.amser.indexer.rpc;

import io.amser.indexer.rpc.health.Comparison;
import io.amser.protocol.ChainId;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How a chain is reached.
 *
 * @param timeout an endpoint has to answer within this time, the whole answer included
 * @param compareEvery how often the endpoints are looked at side by side, where there are several
 */
public record RpcSettings(
        ChainId chain,
        List<URI> urls,
        Duration timeout,
        FinalityRule finality,
        Duration compareEvery,
        Comparison comparison) {
    private static final Duration QUICK = Duration.ofSeconds(5);

    public RpcSettings {
        urls = List.copyOf(urls);
    }

    /** Of small questions, whose answers nobody has to look for. */
    Duration quickTimeout() {
        return timeout.compareTo(QUICK) < 0 ? timeout : QUICK;
    }
}
