package io.amser.webhook.door;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How this service knows the API. */
@ConfigMapping(prefix = "amser.webhook.door")
interface DoorConfig {

    /** The key that the API signs its tokens for this service with: at least 32 characters. Without it nobody is let in. */
    Optional<String> key();
}
