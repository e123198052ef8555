package io.amser.webhook.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A place in the list of an endpoint's deliveries, newest first; what follows it is older. */
record Place(Instant createdAt, UUID delivery) {
    /** Before the newest one. */
    static final Place TOP = new Place(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    private static final Pattern TEXT =
            Pattern.compile("(?<micros>[0-9]{1,18})_(?<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    /** Empty for what {@link #text} has not written. */
    static Optional<Place> read(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Place(
                                Instant.EPOCH.plus(Long.parseLong(parts.group("micros")), ChronoUnit.MICROS),
                                UUID.fromString(parts.group("id"))))
                        .filter(place -> place.createdAt.isBefore(TOP.createdAt))
                : Optional.empty();
    }

    String text() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, createdAt) + "_" + delivery;
    }
}
