package io.amser.discord.limit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** Spans of time as Discord writes them: seconds with a fraction. */
final class Seconds {
    /** Discord asks for hours at most; more is a mistake, which must not stop us for years. */
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

    private static final int MILLIS = 3;
    private static final int LONGEST_TEXT = 20;

    private Seconds() {}

    /** Never shorter than what is written. */
    static Optional<Duration> of(String text) {
        return number(text)
                .map(seconds -> seconds.setScale(MILLIS, RoundingMode.CEILING).movePointRight(MILLIS))
                .map(millis -> Duration.ofMillis(millis.longValueExact()));
    }

    /** From 0 on; what is larger than any number of requests or seconds that make sense is cut off there. */
    static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(text)
                    .filter(digits -> digits.length() <= LONGEST_TEXT)
                    .map(BigDecimal::new)
                    .filter(number -> number.signum() >= 0)
                    .map(LONGEST::min);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
