package io.amser.discord.snowflake;

/** Discord's number for a role of a server. */
public record RoleId(String value) {

    public RoleId {
        Snowflakes.checked(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
