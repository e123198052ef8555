package io.amser.webhook.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the header {@code Retry-After}: seconds, or a date. */
final class RetryAfter {
    /** More digits than this are many years. */
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /** How long to wait from {@code now} on, never less than nothing; empty for what is neither form. */
    static Optional<Duration> read(String text, Instant now) {
        var trimmed = text.strip();
        return isNumber(trimmed) ? Optional.of(seconds(trimmed)) : date(trimmed).map(at -> until(at, now));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Duration seconds(String digits) {
        return Duration.ofSeconds(digits.length() > MOST_DIGITS ? Integer.MAX_VALUE : Long.parseLong(digits));
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Duration until(Instant at, Instant now) {
        var left = Duration.between(now, at);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
