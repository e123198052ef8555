package io.amser.api.status;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far one service is behind the log. */
@Schema(name = "ConsumerLag", description = "How far one service is behind the log.")
record ConsumerLag(
        @Schema(description = "Name of the service.", examples = "webhook-service")
        String service,

        @Schema(
                description = "Records of the log, up to the newest block, that the service has not applied.",
                examples = "0")
        long lagRecords) {}
