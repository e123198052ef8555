package io.amser.webhook.replay;

import io.amser.jsonroutes.ProblemException;
import io.amser.webhook.event.EventType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a merchant writes about a replay. */
final class ReplayForm {
    /** For as long as this bodies are kept. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final String SINCE = "since";
    private static final String UNTIL = "until";
    private static final String TYPES = "event_types";
    private static final String DRY_RUN = "dry_run";
    private static final Set<String> MEMBERS = Set.of(SINCE, UNTIL, TYPES, DRY_RUN);

    private final JsonObject json;

    ReplayForm(JsonObject json) {
        this.json = json;
    }

    /** A problem where it cannot be; what happens after {@code now} is no matter of replays. */
    ReplayWish wish(Instant now) {
        json.fieldNames().stream()
                .filter(name -> !MEMBERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ProblemException.invalid(name, "is not known here");
                });
        var since = time(SINCE).orElseThrow(() -> ProblemException.missing(SINCE));
        var until = time(UNTIL).filter(wanted -> wanted.isBefore(now)).orElse(now);
        if (since.isBefore(now.minus(KEPT))) {
            throw ProblemException.invalid(SINCE, "must be at most %d days ago".formatted(KEPT.toDays()));
        }
        if (!since.isBefore(until)) {
            throw ProblemException.invalid(SINCE, "must be before " + UNTIL + " and before now");
        }
        return new ReplayWish(since, until, types(json.getValue(TYPES)));
    }

    /** Whether the merchant only wants to know how much it would be. */
    boolean isDryRun() {
        return switch (json.getValue(DRY_RUN)) {
            case null -> false;
            case Boolean dry -> dry;
            default -> throw ProblemException.invalid(DRY_RUN, "must be true or false");
        };
    }

    private Optional<Instant> time(String name) {
        return switch (json.getValue(name)) {
            case null -> Optional.empty();
            case Integer seconds when seconds >= 0 -> Optional.of(Instant.ofEpochSecond(seconds));
            case String text -> Optional.of(time(name, text));
            default -> throw noTime(name);
        };
    }

    private static Instant time(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw noTime(name);
        }
    }

    private static ProblemException noTime(String name) {
        return ProblemException.invalid(
                name, "must be ISO 8601 with a zone, such as 2026-04-01T00:00:00Z, or unix seconds");
    }

    private static Set<EventType> types(@Nullable Object value) {
        return switch (value) {
            case null -> Set.of();
            case JsonArray names -> names.stream().map(ReplayForm::type).collect(Collectors.toUnmodifiableSet());
            default -> throw noTypes();
        };
    }

    private static EventType type(@Nullable Object name) {
        return Optional.ofNullable(name)
                .flatMap(given -> EventType.ofApiName(given.toString()))
                .filter(Choice::isReplayed)
                .orElseThrow(ReplayForm::noTypes);
    }

    private static ProblemException noTypes() {
        return ProblemException.invalid(
                TYPES, "must be an array of types such as payment.succeeded, without those of endpoints");
    }
}
