package io.amser.webhook.history;

import io.amser.jsonroutes.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Which part of an endpoint's deliveries a merchant asks for. */
record DeliveryQuery(Place place, int limit) {
    private static final String CURSOR = "cursor";
    private static final String LIMIT = "limit";
    private static final int MOST = 100;
    private static final int USUAL = 20;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");

    static DeliveryQuery read(Map<String, String> query) {
        return new DeliveryQuery(
                Optional.ofNullable(query.get(CURSOR))
                        .map(text -> Place.read(text)
                                .orElseThrow(() -> ProblemException.invalid(
                                        CURSOR, "must be from the Link header of the page before")))
                        .orElse(Place.TOP),
                Optional.ofNullable(query.get(LIMIT)).map(DeliveryQuery::limit).orElse(USUAL));
    }

    private static int limit(String text) {
        return Optional.of(text)
                .filter(digits -> NUMBER.matcher(digits).matches())
                .map(Integer::valueOf)
                .filter(limit -> limit <= MOST)
                .orElseThrow(() -> ProblemException.invalid(LIMIT, "must be a decimal number from 1 to " + MOST));
    }

    String next(UUID endpoint, PastDelivery last) {
        return "/v0/webhooks/" + endpoint + "/deliveries?cursor=" + new Place(last.createdAt(), last.id()).text()
                + "&limit=" + limit;
    }
}
