package io.amser.api.proxy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where the services behind are. */
@ConfigMapping(prefix = "amser.api.proxy")
public interface ProxyConfig {

    /** Answers /v0/webhooks and /v0/events. */
    Optional<Behind> webhook();

    /** Answers /v0/discord. */
    Optional<Behind> discord();

    /** Tells how fast charges are. */
    Optional<Behind> keeper();

    /** After this long without an answer a service counts as down. */
    @WithDefault("30s")
    Duration timeout();

    /** One service. */
    interface Behind {

        /** Its scheme, host and port. */
        URI url();

        /** Signs the tokens for this service, which knows it too: at least 32 characters. */
        String key();
    }
}
