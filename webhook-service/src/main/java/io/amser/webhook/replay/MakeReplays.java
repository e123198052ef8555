package io.amser.webhook.replay;

import io.amser.protocol.EventId;
import io.amser.webhook.endpoint.Endpoint;
import io.amser.webhook.endpoint.EndpointState;
import io.amser.webhook.endpoint.Endpoints;
import io.amser.webhook.event.WebhookIds;
import io.amser.webhook.ledger.LedgerEntry;
import io.amser.webhook.ledger.Ledgers;
import io.amser.webhook.replay.ReplayedDeliveries.Waiting;
import io.amser.webhook.replay.ReplayedEvents.Listed;
import io.amser.webhook.replay.Replays.Due;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Makes the next deliveries of replays, a few of each at a time; any number of replicas may do so at once. */
final class MakeReplays {
    private static final Logger LOG = Logger.getLogger(MakeReplays.class);

    /** So many of one replay wait for their first attempt. */
    static final int MOST_NEW = 100;

    /** So many of one replay wait at all: who takes nothing is not given more and more. */
    static final int MOST_WAITING = 1_000;

    private static final int MOST_AT_ONCE = 16;

    private final Pool database;
    private final InstantSource time;
    private final int mostNew;
    private final Endpoints endpoints = new Endpoints();
    private final Replays replays = new Replays();
    private final ReplayedEvents events = new ReplayedEvents();
    private final ReplayedDeliveries deliveries = new ReplayedDeliveries();
    private final Ledgers ledgers = new Ledgers();

    MakeReplays(Pool database, InstantSource time, int mostNew) {
        this.database = database;
        this.time = time;
        this.mostNew = mostNew;
    }

    /** One step of each replay that has room for one; tells how many steps that were. */
    Uni<Integer> turn() {
        return replays.next(database, mostNew / 2, MOST_WAITING - mostNew, MOST_AT_ONCE)
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUniAndConcatenate(this::step)
                .filter(stepped -> stepped)
                .collect()
                .asList()
                .map(List::size);
    }

    /** What cannot be done of one now keeps back no others. */
    private Uni<Boolean> step(Due due) {
        return database.withTransaction(tx -> step(tx, due))
                .onFailure()
                .invoke(failure -> LOG.warnf("Replay %s goes on later: %s", due.id(), failure.getMessage()))
                .onFailure()
                .recoverWithUni(() ->
                        replays.postpone(database, due.id(), time.instant()).replaceWith(false));
    }

    /** The endpoint is held, so that nothing is taken back, disabled or deleted between the look and the deliveries. */
    private Uni<Boolean> step(SqlConnection tx, Due due) {
        return endpoints
                .hold(tx, due.merchant(), due.endpoint())
                .chain(endpoint -> replays.hold(tx, due.merchant(), due.id())
                        .chain(replay -> endpoint.filter(one -> one.state() == EndpointState.ACTIVE)
                                .flatMap(active -> replay.filter(one -> one.state() == ReplayState.RUNNING)
                                        .map(running -> step(tx, active, running)))
                                .orElseGet(() -> Uni.createFrom().item(false))));
    }

    private Uni<Boolean> step(SqlConnection tx, Endpoint endpoint, Replay replay) {
        return deliveries
                .waiting(tx, replay.id())
                .map(this::room)
                .chain(room -> room <= 0
                        ? Uni.createFrom().item(false)
                        : events.next(tx, replay, new Choice(replay.wish(), endpoint.filter()), room)
                                .chain(listed -> make(tx, replay, listed, listed.size() < room))
                                .replaceWith(true));
    }

    /** Another replica may have made some since we looked. */
    private int room(Waiting waiting) {
        return (int) Math.min(mostNew - waiting.first(), MOST_WAITING - waiting.all());
    }

    private Uni<Void> make(SqlConnection tx, Replay replay, List<Listed> listed, boolean isEnd) {
        var chosen = listed.stream().filter(Listed::chosen).toList();
        return takenBack(tx, chosen).chain(gone -> {
            var made =
                    chosen.stream().filter(event -> !gone.contains(event.id())).toList();
            var now = time.instant();
            var place = listed.isEmpty() ? replay.last() : listed.getLast().position();
            return deliveries
                    .add(tx, replay, made, now)
                    .chain(() -> replays.move(tx, replay, place, made.size(), chosen.size() - made.size(), now))
                    .chain(() -> isEnd
                            ? replays.change(tx, replay.id(), ReplayState.COMPLETED, now)
                            : Uni.createFrom().voidItem())
                    .chain(() -> ledgers.add(tx, offered(replay, made)));
        });
    }

    private static List<LedgerEntry> offered(Replay replay, List<Listed> made) {
        return made.isEmpty() ? List.of() : List.of(LedgerEntry.offered(replay.endpoint(), made.size(), 0));
    }

    /** Those whose retraction has been told: it comes in their place. */
    private Uni<Set<EventId>> takenBack(SqlConnection tx, List<Listed> chosen) {
        return Optional.of(chosen)
                .filter(some -> !some.isEmpty())
                .map(some -> events.told(
                        tx,
                        some.stream()
                                .map(event -> WebhookIds.retractionOf(event.id()))
                                .toList(),
                        some.stream()
                                .map(Listed::day)
                                .min(Comparator.naturalOrder())
                                .orElseThrow()))
                .orElseGet(() -> Uni.createFrom().item(Set.of()))
                .map(told -> chosen.stream()
                        .map(Listed::id)
                        .filter(id -> told.contains(WebhookIds.retractionOf(id)))
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
