package io.amser.indexer.running;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;

/** The chain to index, and where to ask it. */
@ConfigMapping(prefix = "amser.chain")
public interface ChainConfig {

    /** EIP-155 number of the chain; an endpoint that serves another one is left, and if all do the service stops. */
    @Positive(message = "amser.chain.id must be the positive number of a chain")
    long id();

    /** JSON-RPC endpoints over HTTP: the best is asked and watched by the others. Two of them guard against one that errs, three against one that errs while another is away. */
    @NotEmpty(message = "amser.chain.rpc-urls must name at least one JSON-RPC endpoint")
    List<URI> rpcUrls();

    /** Endpoints that tell of new blocks over a WebSocket, so that these are read at once; without, the chain is looked at in intervals only. */
    Optional<List<URI>> wsUrls();

    /** The message names no address, because its path often carries a key. */
    @AssertTrue(
            message = "amser.chain.rpc-urls must begin with http:// or https:// and a host name, without underscores")
    default boolean isEachRpcUrlForHttp() {
        return rpcUrls().stream().allMatch(url -> leads(url, Set.of("http", "https")));
    }

    @AssertTrue(message = "amser.chain.ws-urls must begin with ws:// or wss:// and a host name, without underscores")
    default boolean isEachWsUrlForWebSockets() {
        return wsUrls().stream().flatMap(List::stream).allMatch(url -> leads(url, Set.of("ws", "wss")));
    }

    private static boolean leads(URI url, Set<String> schemes) {
        return url.getHost() != null
                && schemes.contains(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT));
    }

    /** An endpoint has to answer within this time, the whole answer included. */
    @WithDefault("30s")
    @DurationMin(millis = 1, message = "amser.chain.rpc-timeout must be at least a millisecond")
    Duration rpcTimeout();

    /** How often endpoints are looked at side by side, where there are several; four small calls to each. */
    @WithDefault("5s")
    @DurationMin(millis = 1, message = "amser.chain.compare-nodes-every must be at least a millisecond")
    Duration compareNodesEvery();

    /** An endpoint that is more blocks behind the others is left until it has caught up. */
    @WithDefault("5")
    @PositiveOrZero(message = "amser.chain.blocks-tolerated must not be negative")
    long blocksTolerated();

    /** When all other endpoints have been of no use for so long, the word of one is enough to take blocks back. */
    @WithDefault("5m")
    @DurationMin(millis = 1, message = "amser.chain.trust-one-node-after must be at least a millisecond")
    Duration trustOneNodeAfter();

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

    @AssertTrue(message = "amser.chain.final-depth must not be below amser.chain.safe-depth")
    default boolean isSafeBeforeFinal() {
        return safeDepth() <= finalDepth();
    }
}
