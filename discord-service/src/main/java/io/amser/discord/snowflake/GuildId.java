package io.amser.discord.snowflake;

/** Discord's number for a server. */
public record GuildId(String value) {

    public GuildId {
        Snowflakes.checked(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
