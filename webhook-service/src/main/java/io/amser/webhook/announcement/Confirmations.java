package io.amser.webhook.announcement;

import io.amser.eventlog.HeadRecord;
import io.amser.protocol.ChainId;
import io.amser.protocol.EventId;
import io.amser.webhook.endpoint.Listener;
import io.amser.webhook.endpoint.Listeners;
import io.amser.webhook.event.Told;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells merchants what a block has brought once so many blocks confirm it, itself the first; what is gone by then, nobody. */
@Singleton
public final class Confirmations {
    /** Of so many a transaction is over before anybody who applies the log has to wait for it. */
    private static final int MOST_AT_ONCE = 500;

    private final int depth;
    private final Unconfirmed unconfirmed = new Unconfirmed();
    private final Listeners listeners = new Listeners();
    private final TellMerchants merchants = new TellMerchants();

    public Confirmations(@ConfigProperty(name = "amser.webhook.confirmations", defaultValue = "1") int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException(
                    "amser.webhook.confirmations must be at least 1, which is the block itself: " + depth);
        }
        this.depth = depth;
    }

    /** As {@link TellMerchants#tell}, at once or when the block is deep enough. */
    public Uni<Void> tell(
            SqlConnection tx, List<Tiding> tidings, Map<UUID, Long> cancelled, Instant now, ChainId chain) {
        var waits = tidings.stream().collect(Collectors.partitioningBy(this::isToWait));
        return unconfirmed
                .add(
                        tx,
                        waits.getOrDefault(true, List.of()).stream()
                                .map(Tiding::told)
                                .toList())
                .chain(() -> merchants.tell(tx, waits.getOrDefault(false, List.of()), cancelled, now, chain));
    }

    /** What is taken back before anybody heard of it: answers which of these nobody ever will. */
    public Uni<Set<EventId>> forget(SqlConnection tx, Collection<EventId> ids) {
        return unconfirmed.forget(tx, ids);
    }

    /** Tells what this head confirms, to whoever listens by now; answers how much that was. */
    public Uni<Integer> confirm(SqlConnection tx, HeadRecord head, Instant now, ChainId chain) {
        var upTo = head.number().value() - (depth - 1);
        return unconfirmed
                .take(tx, head, upTo, MOST_AT_ONCE)
                .call(told -> announce(tx, told, now, chain))
                .map(List::size);
    }

    private Uni<Void> announce(SqlConnection tx, List<Told> told, Instant now, ChainId chain) {
        if (told.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var whose = told.stream().map(one -> one.subject().merchant()).collect(Collectors.toUnmodifiableSet());
        return listeners
                .of(tx, whose)
                .map(all -> told.stream()
                        .map(one -> Tiding.toWanting(
                                one, all.getOrDefault(one.subject().merchant(), List.<Listener>of())))
                        .toList())
                .chain(tidings -> merchants.tell(tx, tidings, now, chain));
    }

    private boolean isToWait(Tiding tiding) {
        return depth > 1 && tiding.told().block().isPresent();
    }
}
