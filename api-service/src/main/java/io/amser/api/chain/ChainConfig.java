package io.amser.api.chain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The chain whose log this service reads, and where to ask it. */
@ConfigMapping(prefix = "amser.chain")
public interface ChainConfig {

    /** EIP-155 number of the chain. */
    @Positive(message = "must be the positive number of a chain")
    long id();

    /** JSON-RPC endpoints over HTTP, asked in this order. */
    @NotEmpty(message = "must name at least one JSON-RPC endpoint")
    List<URI> rpcUrls();

    /** After this long without an answer the next endpoint is asked. */
    @WithDefault("2s")
    Duration rpcTimeout();

    /** An endpoint that failed five times within ten seconds is left alone for this long, then tried by one request. */
    @WithDefault("5s")
    Duration rpcRest();
}
