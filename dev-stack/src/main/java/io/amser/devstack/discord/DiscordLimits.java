package io.amser.devstack.discord;

import java.time.Duration;

/**
 * How much the stand-in takes.
 *
 * @param perSecond requests of the bot, whatever they ask
 * @param roleChanges of members of one server, in a fixed window
 * @param roleWindow that window
 * @param other requests of any other kind for one server, in a second
 * @param invalid requests in ten minutes, after which nothing is answered any more
 */
public record DiscordLimits(int perSecond, int roleChanges, Duration roleWindow, int other, int invalid) {

    /** As Discord's own are, as far as it tells them. */
    public static DiscordLimits real() {
        return new DiscordLimits(50, 10, Duration.ofSeconds(10), 5, 10_000);
    }

    public DiscordLimits withPerSecond(int requests) {
        return new DiscordLimits(requests, roleChanges, roleWindow, other, invalid);
    }

    public DiscordLimits withRoleChanges(int changes, Duration window) {
        return new DiscordLimits(perSecond, changes, window, other, invalid);
    }

    public DiscordLimits withOther(int requests) {
        return new DiscordLimits(perSecond, roleChanges, roleWindow, requests, invalid);
    }

    public DiscordLimits withInvalid(int requests) {
        return new DiscordLimits(perSecond, roleChanges, roleWindow, other, requests);
    }
}
