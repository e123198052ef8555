package io.amser.api;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** How this service meets its callers. */
@ConfigMapping(prefix = "amser.api")
public interface ApiConfig {

    /**
     * A static bearer token that opens the endpoints of every merchant, for development: at least 16 visible characters.
     * Without it these endpoints answer 401.
     */
    Optional<@Pattern(regexp = "[\\x21-\\x7e]{16,}", message = "must have at least 16 visible ASCII characters") String>
            devKey();
}
