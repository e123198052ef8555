package io.amser.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** How this service meets its callers. */
@ConfigMapping(prefix = "amser.api")
public interface ApiConfig {

    /**
     * A static bearer token that reads the data of every merchant, for development on a test network: at least 16 visible
     * characters.
     */
    Optional<@Pattern(regexp = "[\\x21-\\x7e]{16,}", message = "must have at least 16 visible ASCII characters") String>
            devKey();

    /** Where the web app is served from, as browsers write it: scheme, host and port. Without it nobody can sign in. */
    Optional<
                    @Pattern(
                            regexp = "https?://[a-z0-9.-]+(:[0-9]{1,5})?",
                            message = "must be an origin such as https://app.example.org")
                    String>
            webOrigin();

    /** Signs the cookies of sessions, the same on every replica: at least 32 visible characters. Without it nobody can sign in. */
    Optional<@Pattern(regexp = "[\\x21-\\x7e]{32,}", message = "must have at least 32 visible ASCII characters") String>
            sessionKey();

    /** Whether the chain's money is play money: API keys say so, and only there is a development key taken. */
    @WithDefault("false")
    boolean testnet();
}
