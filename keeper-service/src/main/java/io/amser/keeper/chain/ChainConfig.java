package io.amser.keeper.chain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Which chain, and by which nodes. */
@ConfigMapping(prefix = "amser.chain")
public interface ChainConfig {

    /** The EIP-155 number. */
    long id();

    /** JSON-RPC over HTTP; the first that answers is asked. */
    List<URI> rpcUrls();

    /** How long a node may think about one request. */
    @WithDefault("10S")
    Duration rpcTimeout();
}
