package io.amser.webhook.management;

import io.amser.jsonroutes.ProblemException;
import io.amser.protocol.Address;
import io.amser.protocol.PlanId;
import io.amser.webhook.egress.EgressPolicy;
import io.amser.webhook.egress.TargetUrl;
import io.amser.webhook.endpoint.Certainty;
import io.amser.webhook.endpoint.Endpoint;
import io.amser.webhook.endpoint.EventFilter;
import io.amser.webhook.event.EventType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a merchant writes about an endpoint: what he leaves out stays as it was, and null is nothing. */
final class EndpointForm {
    static final String URL = "url";

    private static final String DESCRIPTION = "description";
    private static final String EVENT_TYPES = "event_types";
    private static final String MODULE = "module_address";
    private static final String PLAN = "plan_id";
    private static final String ORDERED = "ordered";
    private static final String AT = "at";
    private static final Set<String> MEMBERS = Set.of(URL, DESCRIPTION, EVENT_TYPES, MODULE, PLAN, ORDERED, AT);

    private static final int LONGEST_DESCRIPTION = 200;
    private static final Pattern PLAN_ID = Pattern.compile("0|[1-9][0-9]{0,9}");

    private final JsonObject json;
    private final EgressPolicy policy;

    EndpointForm(JsonObject json, EgressPolicy policy) {
        this.json = json;
        this.policy = policy;
    }

    /** The endpoint as the merchant wants it; a problem where he wants what cannot be. */
    Endpoint applyTo(Endpoint before) {
        json.fieldNames().stream()
                .filter(name -> !MEMBERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ProblemException.invalid(name, "is not known here");
                });
        return new Endpoint(
                before.id(),
                before.merchant(),
                value(URL, before.url(), EndpointForm::url),
                value(DESCRIPTION, before.description(), EndpointForm::description),
                filter(before.filter()),
                value(ORDERED, before.ordered(), EndpointForm::ordered),
                value(AT, before.at(), EndpointForm::at),
                before.state(),
                before.disabledBy(),
                before.createdAt());
    }

    /** The URL that he writes, as far as its text tells; empty where he writes none. */
    Optional<TargetUrl> target() {
        return json.containsKey(URL) ? Optional.of(target(url(json.getValue(URL)))) : Optional.empty();
    }

    private TargetUrl target(String text) {
        return switch (TargetUrl.check(text, policy)) {
            case TargetUrl.Check.Accepted(var url) -> url;
            case TargetUrl.Check.Refused(var refusal) -> throw refused(refusal.sentence());
        };
    }

    /** Why nothing is sent to the URL. */
    static ProblemException refused(String sentence) {
        return ProblemException.invalid(URL, "cannot be taken: " + sentence.substring(0, sentence.length() - 1));
    }

    private <T> T value(String name, T before, Function<@Nullable Object, T> read) {
        return json.containsKey(name) ? read.apply(json.getValue(name)) : before;
    }

    private static String url(@Nullable Object value) {
        return text(URL, value).filter(text -> !text.isEmpty()).orElseThrow(() -> ProblemException.missing(URL));
    }

    private static String description(@Nullable Object value) {
        return text(DESCRIPTION, value)
                .map(text -> {
                    if (text.codePointCount(0, text.length()) > LONGEST_DESCRIPTION
                            || text.codePoints().anyMatch(Character::isISOControl)) {
                        throw ProblemException.invalid(
                                DESCRIPTION,
                                "must have at most " + LONGEST_DESCRIPTION + " characters that can be shown");
                    }
                    return text;
                })
                .orElse("");
    }

    private static boolean ordered(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            default -> throw ProblemException.invalid(ORDERED, "must be true or false");
        };
    }

    private static Certainty at(@Nullable Object value) {
        return text(AT, value)
                .map(name -> Certainty.ofApiName(name)
                        .orElseThrow(() -> ProblemException.invalid(AT, "must be seen, safe or finalized")))
                .orElse(Certainty.SEEN);
    }

    private EventFilter filter(EventFilter before) {
        var module = value(MODULE, before.module(), EndpointForm::module);
        var plan = value(PLAN, before.plan(), EndpointForm::plan);
        if (plan.isPresent() && module.isEmpty()) {
            throw ProblemException.missing(MODULE);
        }
        return new EventFilter(value(EVENT_TYPES, before.types(), EndpointForm::types), module, plan);
    }

    private static Set<EventType> types(@Nullable Object value) {
        return switch (value) {
            case null -> Set.of();
            case JsonArray names -> names.stream().map(EndpointForm::type).collect(Collectors.toUnmodifiableSet());
            default -> throw noTypes();
        };
    }

    private static EventType type(@Nullable Object name) {
        return Optional.ofNullable(name)
                .flatMap(given -> EventType.ofApiName(given.toString()))
                .orElseThrow(EndpointForm::noTypes);
    }

    private static ProblemException noTypes() {
        return ProblemException.invalid(EVENT_TYPES, "must be an array of types such as payment.succeeded");
    }

    private static Optional<Address> module(@Nullable Object value) {
        try {
            return text(MODULE, value).map(Address::parse);
        } catch (IllegalArgumentException _) {
            throw ProblemException.invalid(
                    MODULE, "must be 0x and 40 hexadecimal digits, in one case or with a right EIP-55 checksum");
        }
    }

    private static Optional<PlanId> plan(@Nullable Object value) {
        try {
            return text(PLAN, value).map(EndpointForm::planId);
        } catch (IllegalArgumentException _) {
            throw ProblemException.invalid(PLAN, "must be the text of a number from 0 to 4294967295");
        }
    }

    private static PlanId planId(String text) {
        if (!PLAN_ID.matcher(text).matches()) {
            throw new IllegalArgumentException("No number of a plan: " + text);
        }
        return new PlanId(Long.parseLong(text));
    }

    private static Optional<String> text(String name, @Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            default -> throw ProblemException.invalid(name, "must be a text");
        };
    }
}
