package io.amser.discord.role.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How members' roles are brought in line. */
@ConfigMapping(prefix = "amser.discord.sync")
public interface SyncConfig {

    /** Of so many servers at once a replica changes roles; each server is one replica's work at a time. */
    @WithDefault("32")
    int servers();

    /** So far behind the newest head nobody is judged any more, because what is missing may say otherwise. */
    @WithDefault("30s")
    Duration longestLag();
}
