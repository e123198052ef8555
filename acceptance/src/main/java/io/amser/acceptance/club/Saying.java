package io.amser.acceptance.club;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.discord.DiscordStandIn;
import io.amser.devstack.discord.DiscordUser;
import java.util.concurrent.atomic.AtomicReference;

/** What a member says to the bot, and says once more where the bot asks him to, as a person does. */
public final class Saying {
    private static final String LATER = "Try again in a minute";

    private Saying() {}

    /** What the bot answers: each time within Discord's three seconds, and so that nobody else reads it. */
    public static String to(DiscordStandIn discord, String guild, DiscordUser user, String command) {
        var heard = new AtomicReference<>("");
        Stage.await("an answer to /" + command, () -> {
            var answer = discord.command(guild, user, command);
            heard.set(answer.text()
                    .filter(_ -> answer.isPrivate())
                    .orElseThrow(() -> new IllegalStateException(
                            "The bot does not answer /%s, or all can read it".formatted(command))));
            return !heard.get().contains(LATER);
        });
        return heard.get();
    }
}
