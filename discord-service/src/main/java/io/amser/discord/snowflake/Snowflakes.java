package io.amser.discord.snowflake;

import java.util.regex.Pattern;

/** What Discord's numbers look like: unsigned, 64 bits, written as text because JavaScript cannot hold them. */
final class Snowflakes {
    private static final Pattern FORM = Pattern.compile("0|[1-9][0-9]{0,19}");

    private Snowflakes() {}

    static String checked(String value) {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("No number of Discord's: " + value);
        }
        return value;
    }
}
