package io.amser.api.status;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the platform fares, as the API shows it. */
@Schema(name = "PlatformStatus", description = "How the platform fares.")
record StatusView(
        @Schema(description = "One entry for each chain.") List<ChainStatus> chains,

        @Schema(description = "How far the services have applied the log.")
        LogStatus log) {}
