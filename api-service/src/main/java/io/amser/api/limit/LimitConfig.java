package io.amser.api.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.Optional;

/** How much one caller may ask of one replica in a minute. */
@ConfigMapping(prefix = "amser.api.limit")
public interface LimitConfig {

    /** Requests of one address on public paths, and as many with credentials that open nothing. */
    @WithDefault("6000")
    @Positive(message = "must be positive")
    int addressPerMinute();

    /** Tries of one address to sign in: each asks for a nonce and shows a signature. */
    @WithDefault("60")
    @Positive(message = "must be positive")
    int signInPerMinute();

    /** Requests with one API key, or of one merchant's sessions. */
    @WithDefault("6000")
    @Positive(message = "must be positive")
    int callerPerMinute();

    /** Addresses or ranges (10.0.0.0/8) of the proxies in front, which are believed when they say in X-Forwarded-For who asks. */
    Optional<List<String>> trustedProxies();
}
