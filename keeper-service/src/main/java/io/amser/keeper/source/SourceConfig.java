package io.amser.keeper.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Optional;

/** Who tells this keeper what is due. */
@ConfigMapping(prefix = "amser.keeper.source")
public interface SourceConfig {

    /** {@code log}: the platform's log of events. {@code chain}: the chain's own events. {@code api}: another platform. */
    @WithDefault("log")
    Kind kind();

    /** Where the chain's events begin to matter: the block in which the first processor was deployed, or any before it. */
    @Min(0)
    @WithDefault("0")
    long startBlock();

    /** How many blocks are asked for at a time at most; fewer where they hold many events, or a node refuses so many. */
    @Min(1)
    @WithDefault("2000")
    long blocksPerRange();

    /** The other platform, without a path: its {@code GET /v0/due} is asked. */
    Optional<URI> api();

    default URI platform() {
        return api().orElseThrow(() ->
                new IllegalArgumentException("amser.keeper.source.api must name the platform that tells what is due"));
    }

    /** Who tells. */
    enum Kind {
        LOG,
        CHAIN,
        API
    }
}
