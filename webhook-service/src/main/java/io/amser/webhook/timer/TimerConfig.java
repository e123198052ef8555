package io.amser.webhook.timer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of what happens because time goes by. */
@ConfigMapping(prefix = "amser.webhook.timers")
interface TimerConfig {

    /** How long before an allowance expires its merchant hears of it. */
    @WithDefault("3d")
    Duration allowanceNotice();
}
