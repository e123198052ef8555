package io.amser.webhook.announcement;

import io.amser.webhook.endpoint.Listener;
import io.amser.webhook.event.Told;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * One event for one merchant.
 *
 * @param recipients the endpoints that it is brought to
 * @param filtered the merchant's other endpoints, which do not want to hear of it
 */
public record Tiding(Told told, List<Listener> recipients, List<Listener> filtered) {

    /** To whoever wants to hear of it, among all endpoints of the merchant. */
    public static Tiding toWanting(Told told, List<Listener> all) {
        return to(told, all, listener -> listener.wants(told.type(), told.subject()));
    }

    /** To these, among all endpoints of the merchant. */
    public static Tiding to(Told told, List<Listener> all, Set<UUID> recipients) {
        return to(told, all, listener -> recipients.contains(listener.id()));
    }

    private static Tiding to(Told told, List<Listener> all, Predicate<Listener> chosen) {
        return new Tiding(
                told,
                all.stream().filter(chosen).toList(),
                all.stream().filter(chosen.negate()).toList());
    }
}
