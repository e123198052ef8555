package io.amser.discord.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of Discord's limits is used. */
@ConfigMapping(prefix = "amser.discord.limit")
public interface LimitConfig {

    /** Requests a second of all replicas together; Discord allows every bot 50, and large ones more. */
    @WithDefault("48")
    int perSecond();

    /** Invalid requests in ten minutes, after which nothing is sent until they are past; Discord bans at 10,000. */
    @WithDefault("1000")
    int invalid();
}
