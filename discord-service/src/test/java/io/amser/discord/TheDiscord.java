package io.amser.discord;

import io.amser.devstack.discord.BotApplication;
import io.amser.devstack.discord.DiscordLimits;
import io.amser.devstack.discord.DiscordStandIn;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.InstantSource;
import java.util.Map;

/** A stand-in for Discord that the service of a Quarkus test asks. */
public final class TheDiscord implements QuarkusTestResourceLifecycleManager {
    private static final DiscordStandIn STAND_IN =
            DiscordStandIn.start(0, BotApplication.random(), DiscordLimits.real(), InstantSource.system());

    static DiscordStandIn standIn() {
        return STAND_IN;
    }

    @Override
    public Map<String, String> start() {
        var application = STAND_IN.application();
        return Map.of(
                "amser.discord.rest-url", STAND_IN.restUrl().toString(),
                "amser.discord.application-id", application.id(),
                "amser.discord.client-secret", application.clientSecret(),
                "amser.discord.bot-token", application.botToken());
    }

    /** It ends with the JVM: tests that come later may use it. */
    @Override
    public void stop() {}
}
