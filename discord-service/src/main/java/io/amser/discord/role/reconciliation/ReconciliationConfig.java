package io.amser.discord.role.reconciliation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** How often everything is compared, with what, and how fast. */
@ConfigMapping(prefix = "amser.discord")
public interface ReconciliationConfig {

    /** Where the API answers, without {@code /v0}. */
    @WithDefault("http://localhost:8080")
    URI apiUrl();

    /** When to compare. */
    Pace reconciliation();

    /** When to compare. */
    interface Pace {

        /** After this long a member, and a server's roles, are looked at again. */
        @WithDefault("30m")
        Duration interval();

        /** So many members a second begin to be looked at, in each replica. */
        @WithDefault("10")
        int membersPerSecond();

        /** How long the API has for an answer. */
        @WithDefault("5s")
        Duration apiPatience();
    }
}
