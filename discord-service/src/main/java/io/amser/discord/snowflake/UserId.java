package io.amser.discord.snowflake;

/** Discord's number for a user. */
public record UserId(String value) {

    public UserId {
        Snowflakes.checked(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
