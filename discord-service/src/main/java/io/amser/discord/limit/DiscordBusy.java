package io.amser.discord.limit;

import java.time.Instant;

/** Nothing was changed: a limit of Discord's is reached, and asking before this time would be refused. */
public final class DiscordBusy extends RuntimeException {
    private final Instant until;
    private final String limit;

    public DiscordBusy(Instant until, String limit) {
        super("%s until %s".formatted(limit, until));
        this.until = until;
        this.limit = limit;
    }

    /** When it is worth to ask again. */
    public Instant until() {
        return until;
    }

    /** In words. */
    public String limit() {
        return limit;
    }
}
