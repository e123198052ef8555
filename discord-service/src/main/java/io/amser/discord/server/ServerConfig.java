package io.amser.discord.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How far a merchant may go. */
@ConfigMapping(prefix = "amser.discord.server")
interface ServerConfig {

    /** So many servers a module may be connected to. */
    @WithDefault("1")
    int perModule();

    /** So many plans may give a role at one server. */
    @WithDefault("1")
    int mappings();
}
