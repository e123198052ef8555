package io.amser.webhook.feed;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which part of his list a merchant asks for. */
sealed interface FeedQuery {
    int MOST = 1_000;
    int USUAL = 100;

    /** ASCII digits only, and few enough for a place of any list. */
    Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    /** What follows this place, and at most so many. */
    record After(long position, int limit) implements FeedQuery {

        /** Where to go on after {@code last}. */
        String next(long last) {
            return "/v0/events?after=" + last + "&limit=" + limit;
        }
    }

    /** This parameter has no valid value, by this rule. */
    record Invalid(String parameter, String rule) implements FeedQuery {}

    static FeedQuery read(@Nullable String after, @Nullable String limit) {
        var position = number(after, 0);
        if (position.isEmpty()) {
            return new Invalid("after", "must be a number from the Link header of the page before");
        }
        return number(limit, USUAL)
                .filter(wanted -> wanted >= 1 && wanted <= MOST)
                .<FeedQuery>map(wanted -> new After(position.get(), wanted.intValue()))
                .orElseGet(() -> new Invalid("limit", "must be a decimal number from 1 to " + MOST));
    }

    private static Optional<Long> number(@Nullable String text, long otherwise) {
        if (text == null) {
            return Optional.of(otherwise);
        }
        return NUMBER.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
