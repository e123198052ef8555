package io.amser.discord.verification;

import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.UserId;
import java.time.Instant;

/** Who wants to show whose wallet he has, at which server, and when he may. */
record Verification(Member member, Instant createdAt, Instant expiresAt, boolean used) {

    /** A user at a server, as both were called when he asked. */
    record Member(UserId user, String userName, GuildId guild, String guildName) {}

    boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
