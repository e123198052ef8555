package io.amser.acceptance.club;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.discord.DiscordStandIn;
import io.amser.devstack.discord.DiscordUser;
import java.util.concurrent.atomic.AtomicReference;

/** What a member says to the bot, and says once more where the bot asks him to, as a person does. */
public final class Saying {
    private static final String LATER = "Try again in a minute";

    private Saying() {}

    /** What the bot answers, which nobody else may read. */
    public static String to(DiscordStandIn discord, String guild, DiscordUser user, String command) {
        var heard = new AtomicReference<>("");
        Stage.await("an answer to /" + command, () -> {
            var answer = discord.command(guild, user, command);
            heard.set(answer.text().filter(text -> !text.contains(LATER)).orElse(""));
            if (!heard.get().isEmpty() && !answer.isPrivate()) {
                throw new IllegalStateException("All can read what the bot answers to /" + command);
            }
            return !heard.get().isEmpty();
        });
        return heard.get();
    }
}
