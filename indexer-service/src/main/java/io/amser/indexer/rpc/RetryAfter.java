package io.amser.indexer.rpc;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** How long a node wants to be left alone, in seconds or up to a date. */
final class RetryAfter {
    static final Duration UNKNOWN = Duration.ofSeconds(1);

    private static final String HEADER = "Retry-After";
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    static boolean isIn(HttpHeaders headers) {
        return headers.firstValue(HEADER).isPresent();
    }

    static Duration of(HttpHeaders headers, Instant now) {
        return headers.firstValue(HEADER).map(text -> read(text.strip(), now)).orElse(UNKNOWN);
    }

    private static Duration read(String text, Instant now) {
        try {
            var asked = text.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
            return asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
        } catch (DateTimeParseException | NumberFormatException e) {
            return UNKNOWN;
        }
    }
}
