package io.amser.devstack.discord;

import java.util.Optional;

/**
 * What the bot answers to an interaction.
 *
 * @param status 0 where none came within the three seconds that Discord waits
 */
public record BotAnswer(int status, String body) {
    private static final BotAnswer NONE = new BotAnswer(0, "");
    private static final int OK = 200;
    private static final int MESSAGE = 4;
    private static final int PONG = 1;
    private static final int ONLY_TO_WHO_ASKED = 1 << 6;

    static BotAnswer none() {
        return NONE;
    }

    public boolean isPong() {
        return status == OK && DiscordJson.parsed(body).path("type").asInt() == PONG;
    }

    /** What the member reads. */
    public Optional<String> text() {
        if (status != OK) {
            return Optional.empty();
        }
        var answer = DiscordJson.parsed(body);
        return answer.path("type").asInt() == MESSAGE
                ? Optional.of(answer.path("data").path("content").asString(""))
                : Optional.empty();
    }

    /** Whether nobody but the member reads it. */
    public boolean isPrivate() {
        return status == OK
                && (DiscordJson.parsed(body).path("data").path("flags").asInt() & ONLY_TO_WHO_ASKED) != 0;
    }
}
