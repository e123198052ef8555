package io.amser.webhook.announcement;

import io.amser.protocol.ChainId;
import io.amser.webhook.delivery.NewDelivery;
import io.amser.webhook.delivery.NewDelivery.Awaiting;
import io.amser.webhook.delivery.PendingDeliveries;
import io.amser.webhook.endpoint.Certainty;
import io.amser.webhook.endpoint.Listener;
import io.amser.webhook.event.Told;
import io.amser.webhook.feed.FeedEvent;
import io.amser.webhook.feed.FeedEvents;
import io.amser.webhook.ledger.LedgerEntry;
import io.amser.webhook.ledger.Ledgers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Puts tidings into the merchants' lists, makes the deliveries that bring them, and counts what each endpoint was offered. */
public final class TellMerchants {
    private final FeedEvents feed = new FeedEvents();
    private final PendingDeliveries deliveries = new PendingDeliveries();
    private final Ledgers ledgers = new Ledgers();

    /** In their order. The caller holds the endpoints, so that nobody deletes or enables one in between. */
    public Uni<Void> tell(SqlConnection tx, List<Tiding> tidings, Instant now, ChainId chain) {
        return tell(tx, tidings, Map.of(), now, chain);
    }

    /** As {@code tell}, and counts deliveries that have been cancelled for it: so many of each endpoint. */
    public Uni<Void> tell(
            SqlConnection tx, List<Tiding> tidings, Map<UUID, Long> cancelled, Instant now, ChainId chain) {
        if (tidings.isEmpty()) {
            return ledgers.add(tx, changes(tidings, cancelled));
        }
        return feed.add(tx, tidings.stream().map(Tiding::told).toList(), now, chain)
                .chain(events -> deliveries.add(tx, deliveries(tidings, events), FeedEvents.day(now), now))
                .chain(() -> ledgers.add(tx, changes(tidings, cancelled)));
    }

    private static List<NewDelivery> deliveries(List<Tiding> tidings, List<FeedEvent> events) {
        var deliveries = new ArrayList<NewDelivery>();
        for (var i = 0; i < tidings.size(); i++) {
            for (var recipient : tidings.get(i).recipients()) {
                deliveries.add(delivery(recipient, events.get(i)));
            }
        }
        return List.copyOf(deliveries);
    }

    private static NewDelivery delivery(Listener recipient, FeedEvent event) {
        Told told = event.told();
        return new NewDelivery(
                recipient.id(),
                told.id(),
                told.subject().subscriptionKey(),
                event.sequence(),
                told.block()
                        .filter(_ -> recipient.at() != Certainty.SEEN)
                        .map(block -> new Awaiting(recipient.at(), block)),
                !recipient.active());
    }

    private static List<LedgerEntry> changes(List<Tiding> tidings, Map<UUID, Long> cancelled) {
        var accepted = new HashMap<UUID, Long>();
        var filtered = new HashMap<UUID, Long>();
        for (var tiding : tidings) {
            tiding.recipients().forEach(listener -> accepted.merge(listener.id(), 1L, Long::sum));
            tiding.filtered().forEach(listener -> {
                accepted.merge(listener.id(), 1L, Long::sum);
                filtered.merge(listener.id(), 1L, Long::sum);
            });
        }
        return Stream.concat(accepted.keySet().stream(), cancelled.keySet().stream())
                .distinct()
                .map(endpoint -> LedgerEntry.offered(
                                endpoint, accepted.getOrDefault(endpoint, 0L), filtered.getOrDefault(endpoint, 0L))
                        .withCancelled(cancelled.getOrDefault(endpoint, 0L)))
                .toList();
    }
}
