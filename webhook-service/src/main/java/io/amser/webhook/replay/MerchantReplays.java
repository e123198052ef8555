package io.amser.webhook.replay;

import io.amser.jsonroutes.ProblemException;
import io.amser.protocol.Address;
import io.amser.webhook.endpoint.Endpoint;
import io.amser.webhook.endpoint.EndpointState;
import io.amser.webhook.endpoint.Endpoints;
import io.amser.webhook.ledger.LedgerEntry;
import io.amser.webhook.ledger.Ledgers;
import io.amser.webhook.problem.WebhookProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Begins, halts and ends the replays of one merchant, each step in one transaction. */
final class MerchantReplays {
    private final Pool database;
    private final InstantSource time;
    private final Endpoints endpoints = new Endpoints();
    private final Replays replays = new Replays();
    private final ReplayedEvents events = new ReplayedEvents();
    private final ReplayedDeliveries deliveries = new ReplayedDeliveries();
    private final Ledgers ledgers = new Ledgers();

    MerchantReplays(Pool database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /** How many events it would be. */
    Uni<Long> count(Endpoint endpoint, ReplayWish wish) {
        return events.last(database, endpoint.merchant()).chain(last -> count(endpoint, wish, last));
    }

    private Uni<Long> count(Endpoint endpoint, ReplayWish wish, long last) {
        return events.count(database, endpoint.merchant(), new Choice(wish, endpoint.filter()), last);
    }

    /** Counted before anything is held: that may take a while, and what the endpoint is told meanwhile is live. */
    Uni<Replay> begin(Endpoint endpoint, ReplayWish wish) {
        return Uni.createFrom()
                .item(endpoint)
                .invoke(MerchantReplays::checkActive)
                .chain(() -> events.last(database, endpoint.merchant()))
                .chain(last -> count(endpoint, wish, last).map(total -> blank(endpoint, wish, last, total)))
                .call(replay -> database.withTransaction(tx -> add(tx, replay)));
    }

    private Uni<Void> add(SqlConnection tx, Replay replay) {
        return endpoints
                .hold(tx, replay.merchant(), replay.endpoint())
                .invoke(found -> checkActive(found.orElseThrow(() ->
                        new ProblemException(WebhookProblem.UNKNOWN_ENDPOINT, "No endpoint of yours has this id."))))
                .chain(() -> replays.add(tx, replay))
                .invoke(added -> {
                    if (!added) {
                        throw new ProblemException(
                                WebhookProblem.REPLAY_UNDER_WAY,
                                "The endpoint has a replay that is not over: wait for it, or cancel it.");
                    }
                })
                .replaceWithVoid();
    }

    private static void checkActive(Endpoint endpoint) {
        if (endpoint.state() != EndpointState.ACTIVE) {
            throw new ProblemException(
                    WebhookProblem.ENDPOINT_DISABLED,
                    "Nothing is sent to an endpoint that is disabled: enable it first.");
        }
    }

    private Replay blank(Endpoint endpoint, ReplayWish wish, long last, long total) {
        return new Replay(
                UUID.randomUUID(),
                endpoint.merchant(),
                endpoint.id(),
                wish,
                ReplayState.RUNNING,
                0,
                last,
                total,
                0,
                0,
                0,
                time.instant(),
                Optional.empty());
    }

    /** Makes no more deliveries until it is resumed. */
    Uni<Replay> pause(Address merchant, UUID id) {
        return change(merchant, id, ReplayState.PAUSED);
    }

    Uni<Replay> resume(Address merchant, UUID id) {
        return change(merchant, id, ReplayState.RUNNING);
    }

    private Uni<Replay> change(Address merchant, UUID id, ReplayState state) {
        return database.withTransaction(
                        tx -> held(tx, merchant, id).chain(() -> replays.change(tx, id, state, time.instant())))
                .chain(() -> known(merchant, id));
    }

    /** Ends it, and everything that it has made and that is not done. The endpoint is held first, as everybody does it. */
    Uni<Replay> cancel(Address merchant, UUID id) {
        return known(merchant, id)
                .chain(replay -> database.withTransaction(tx -> endpoints
                        .hold(tx, merchant, replay.endpoint())
                        .chain(() -> held(tx, merchant, id))
                        .chain(() -> cancel(tx, replay))))
                .chain(() -> known(merchant, id));
    }

    private Uni<Void> cancel(SqlConnection tx, Replay replay) {
        var now = time.instant();
        return replays.change(tx, replay.id(), ReplayState.CANCELLED, now)
                .chain(() -> deliveries.cancel(tx, replay.id(), now))
                .chain(cancelled -> ledgers.add(tx, List.of(LedgerEntry.cancelled(replay.endpoint(), cancelled))));
    }

    /** Another merchant's replay is as unknown as one that never was. */
    Uni<Replay> known(Address merchant, UUID id) {
        return replays.find(database, merchant, id).map(MerchantReplays::known);
    }

    private Uni<Replay> held(SqlConnection tx, Address merchant, UUID id) {
        return replays.hold(tx, merchant, id).map(MerchantReplays::known).invoke(replay -> {
            if (replay.state().isOver()) {
                throw new ProblemException(
                        WebhookProblem.REPLAY_OVER, "It is " + replay.state().name() + ".");
            }
        });
    }

    private static Replay known(Optional<Replay> found) {
        return found.orElseThrow(MerchantReplays::unknown);
    }

    static ProblemException unknown() {
        return new ProblemException(WebhookProblem.UNKNOWN_REPLAY, "No replay of yours has this id.");
    }
}
