package io.amser.indexer.running;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The chain to index, and where to ask it. */
@ConfigMapping(prefix = "amser.chain")
interface ChainConfig {

    /** EIP-155 number of the chain; an endpoint that serves another one stops the service. */
    @Positive(message = "amser.chain.id must be the positive number of a chain")
    long id();

    /** JSON-RPC endpoints over HTTP; when one fails, the next one is asked. */
    @NotEmpty(message = "amser.chain.rpc-urls must name at least one JSON-RPC endpoint")
    List<URI> rpcUrls();

    /** An endpoint has to answer within this time, the whole answer included. */
    @WithDefault("30s")
    Duration rpcTimeout();

    /** The first block that may hold an event of ours: the one in which the first contract was deployed, or before it. */
    @PositiveOrZero(message = "amser.chain.start-block must not be negative")
    long startBlock();

    /** So many blocks on top make a block safe, where the chain has no tag for that. */
    @WithDefault("32")
    @PositiveOrZero(message = "amser.chain.safe-depth must not be negative")
    long safeDepth();

    /** So many blocks on top make a block final, where the chain has no tag for that. */
    @WithDefault("64")
    @PositiveOrZero(message = "amser.chain.final-depth must not be negative")
    long finalDepth();
}
