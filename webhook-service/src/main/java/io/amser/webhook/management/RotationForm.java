package io.amser.webhook.management;

import io.amser.jsonroutes.ProblemException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;

/** How long a merchant wants the old secret of an endpoint to sign beside the new one. */
final class RotationForm {
    private static final String OVERLAP = "overlap_hours";
    private static final int LONGEST_HOURS = 24;

    private RotationForm() {}

    /** A day, unless the merchant wants less. */
    static Duration overlap(JsonObject json) {
        if (!Set.of(OVERLAP).containsAll(json.fieldNames())) {
            throw ProblemException.invalid(OVERLAP, "is all that is known here");
        }
        return switch (json.getValue(OVERLAP)) {
            case null -> Duration.ofHours(LONGEST_HOURS);
            case Integer hours when hours >= 0 && hours <= LONGEST_HOURS -> Duration.ofHours(hours);
            default -> throw ProblemException.invalid(OVERLAP, "must be a whole number from 0 to " + LONGEST_HOURS);
        };
    }
}
