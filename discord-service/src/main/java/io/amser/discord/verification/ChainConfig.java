package io.amser.discord.verification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The chain on which wallets sign, and where to ask it about those that are contracts. */
@ConfigMapping(prefix = "amser.chain")
interface ChainConfig {

    /** EIP-155 number of the chain. */
    long id();

    /** JSON-RPC endpoints over HTTP, asked in this order. */
    List<URI> rpcUrls();

    /** After this long without an answer the next endpoint is asked. */
    @WithDefault("2s")
    Duration rpcTimeout();
}
