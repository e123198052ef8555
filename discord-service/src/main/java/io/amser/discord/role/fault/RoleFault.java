package io.amser.discord.role.fault;

import io.amser.discord.snowflake.RoleId;
import java.time.Instant;

/**
 * Why Discord does not let us change a role.
 *
 * @param code of Discord's table
 */
public record RoleFault(RoleId role, int code, Instant since) {
    public static final int ABOVE_BOT = 50013;
    public static final int GONE = 10011;

    /** For whoever looks after the server. */
    public String words() {
        return switch (code) {
            case ABOVE_BOT ->
                "The role stands above the bot's own, or the bot lacks Manage Roles: move the bot's role above it in Server Settings, Roles.";
            case GONE -> "The role was deleted: choose another one for the plan.";
            default -> "Discord refuses to change the role (code %d).".formatted(code);
        };
    }
}
