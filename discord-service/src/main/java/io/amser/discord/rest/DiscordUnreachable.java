package io.amser.discord.rest;

/** Discord does not answer, or answers nothing that its API knows; whether a change was made is not known. */
public final class DiscordUnreachable extends RuntimeException {

    public DiscordUnreachable(String message) {
        super(message);
    }

    DiscordUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
