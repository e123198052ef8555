package io.amser.keeper.chain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.PositiveOrZero;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Which chain, and by which nodes. */
@ConfigMapping(prefix = "amser.chain")
public interface ChainConfig {

    /** The EIP-155 number. */
    long id();

    /** JSON-RPC over HTTP; the one that knows the newest block is asked, if it is believed, and all are shown what is sent. */
    List<URI> rpcUrls();

    /** How long a node may think about one request. */
    @WithDefault("10S")
    Duration rpcTimeout();

    /** How far the newest block may be ahead of this machine's clock and of the log, where no second node has it. */
    @WithDefault("5M")
    Duration longestLead();

    /** So many blocks on top make a block final, where the chain has no tag for that. */
    @WithDefault("64")
    @PositiveOrZero(message = "amser.chain.final-depth must not be negative")
    long finalDepth();
}
