package io.amser.discord.role.sync;

import io.amser.discord.rest.DiscordRefusal.Kind;

/** What Discord answered to a request that it understood. */
public sealed interface Reply<T> {

    record Done<T>(T answer) implements Reply<T> {}

    /**
     * Asking again changes nothing.
     *
     * @param status of HTTP
     * @param code of Discord's own table
     */
    record Refused<T>(Kind kind, int status, int code, String message) implements Reply<T> {}
}
