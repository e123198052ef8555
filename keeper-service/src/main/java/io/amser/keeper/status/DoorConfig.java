package io.amser.keeper.status;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may ask how the keeper is doing. */
@ConfigMapping(prefix = "amser.keeper.door")
interface DoorConfig {

    /** The key that the API signs its tokens for this service with: at least 32 characters. Without it whoever reaches the port may ask. */
    Optional<String> key();
}
