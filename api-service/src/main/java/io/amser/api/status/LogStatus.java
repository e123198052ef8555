package io.amser.api.status;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How those who follow the log fare. */
@Schema(name = "LogStatus", description = "How the services that follow the log fare.")
record LogStatus(
        @Schema(description = "Whether Kafka answered; while it does not, nobody knows the consumers.")
        boolean available,

        @Schema(description = "One entry for each service; null while Kafka does not answer.") @Nullable
        List<ConsumerLag> consumers) {
    static final LogStatus UNAVAILABLE = new LogStatus(false, null);

    static LogStatus of(List<ConsumerLag> consumers) {
        return new LogStatus(true, consumers);
    }
}
