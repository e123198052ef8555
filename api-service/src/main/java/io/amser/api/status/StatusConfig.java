package io.amser.api.status;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;

/** What the platform's state is told of. */
@ConfigMapping(prefix = "amser.api.status")
interface StatusConfig {

    /** The services that follow the log, by the names of their consumer groups. */
    @WithDefault("api-service,keeper-service,webhook-service,discord-service")
    @NotEmpty(message = "amser.api.status.consumers must name at least one service")
    List<String> consumers();
}
