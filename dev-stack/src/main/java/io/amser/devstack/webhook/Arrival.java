package io.amser.devstack.webhook;

import tools.jackson.databind.JsonNode;

/** One request that has come to a receiver. */
public sealed interface Arrival {

    /**
     * Both its signatures hold.
     *
     * @param id by its header
     * @param body as it came
     * @param again whether the same id has come before
     */
    record Taken(String id, JsonNode event, String body, boolean again) implements Arrival {}

    /** It is not believed. */
    record Refused(String reason) implements Arrival {}

    /** As one line beside those of a timeline: when on the chain, if it is about the chain, and what. */
    default String line() {
        return switch (this) {
            case Taken taken -> "%-19s  webhook     %s".formatted(when(taken.event()), words(taken));
            case Refused(var reason) -> "%-19s  webhook     refused: %s".formatted("", reason);
        };
    }

    private static String when(JsonNode event) {
        var time = event.path("data").path("block_time").asString("");
        return time.length() < 19 ? "" : time.substring(0, 19).replace('T', ' ');
    }

    private static String words(Taken taken) {
        var event = taken.event();
        var subscription = event.path("data").path("on_chain_id").asString("");
        var about = subscription.isEmpty()
                ? ""
                : " of subscription %s, number %s".formatted(subscription, event.path("sequence"));
        return "%s%s%s; both signatures hold"
                .formatted(event.path("type").asString(), about, taken.again() ? ", again" : "");
    }
}
