package io.amser.discord.verification;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Where members and merchants meet us. */
@ConfigMapping(prefix = "amser.discord")
public interface WebAppConfig {

    /** Scheme, host and port of the web app, as amser.api.web-origin has it; without it no wallet can be linked. */
    Optional<URI> webOrigin();
}
