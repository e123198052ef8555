package io.amser.webhook.feed;

import io.amser.jsonroutes.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which part of his list a merchant asks for: what follows {@code position}, and at most {@code limit} of it. */
record FeedQuery(long position, int limit) {
    static final int MOST = 1_000;
    static final int USUAL = 100;

    private static final String AFTER = "after";
    private static final String LIMIT = "limit";

    /** ASCII digits only, and few enough for a place of any list. */
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    static FeedQuery read(Map<String, String> query) {
        var position = Optional.ofNullable(query.get(AFTER)).map(FeedQuery::position);
        var limit = Optional.ofNullable(query.get(LIMIT)).map(FeedQuery::limit);
        return new FeedQuery(position.orElse(0L), limit.orElse(USUAL));
    }

    /** Where to go on after {@code last}. */
    String next(long last) {
        return "/v0/events?after=" + last + "&limit=" + limit;
    }

    private static long position(String text) {
        return number(text)
                .orElseThrow(() ->
                        ProblemException.invalid(AFTER, "must be a number from the Link header of the page before"));
    }

    private static int limit(String text) {
        return number(text)
                .filter(wanted -> wanted >= 1 && wanted <= MOST)
                .map(Math::toIntExact)
                .orElseThrow(() -> ProblemException.invalid(LIMIT, "must be a decimal number from 1 to " + MOST));
    }

    private static Optional<Long> number(String text) {
        return Optional.of(text)
                .filter(digits -> NUMBER.matcher(digits).matches())
                .map(Long::parseLong);
    }
}
