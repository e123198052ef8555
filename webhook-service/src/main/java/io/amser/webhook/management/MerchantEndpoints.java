package io.amser.webhook.management;

import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.protocol.EventId;
import io.amser.webhook.announcement.TellMerchants;
import io.amser.webhook.announcement.Tiding;
import io.amser.webhook.delivery.PendingDeliveries;
import io.amser.webhook.endpoint.DisabledBy;
import io.amser.webhook.endpoint.Endpoint;
import io.amser.webhook.endpoint.EndpointSecrets;
import io.amser.webhook.endpoint.EndpointState;
import io.amser.webhook.endpoint.Endpoints;
import io.amser.webhook.endpoint.Listener;
import io.amser.webhook.event.Telling;
import io.amser.webhook.event.Told;
import io.amser.webhook.ledger.Ledger;
import io.amser.webhook.ledger.LedgerEntry;
import io.amser.webhook.ledger.Ledgers;
import io.amser.webhook.replay.Replays;
import io.amser.webhook.signing.Secret;
import io.amser.webhook.signing.SecretVault;
import io.amser.webhook.signing.SigningSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Makes, changes and ends the endpoints of one merchant, each step in one transaction. */
final class MerchantEndpoints {
    private final Pool database;
    private final InstantSource time;
    private final RandomGenerator random;
    private final Endpoints endpoints = new Endpoints();
    private final EndpointSecrets secrets;
    private final PendingDeliveries deliveries = new PendingDeliveries();
    private final Replays replays = new Replays();
    private final Ledgers ledgers = new Ledgers();
    private final TellMerchants merchants = new TellMerchants();
    private final ChainId chain;

    MerchantEndpoints(Pool database, SecretVault vault, ChainId chain, InstantSource time, RandomGenerator random) {
        this.database = database;
        this.chain = chain;
        this.time = time;
        this.random = random;
        this.secrets = new EndpointSecrets(vault);
    }

    /** The new endpoint's secret, which is shown this once; empty if the merchant has as many endpoints as may be. */
    Uni<Optional<Secret>> make(Endpoint endpoint) {
        var secret = Secret.random(random);
        return database.withTransaction(tx -> endpoints
                .add(tx, endpoint)
                .chain(added -> added
                        ? secrets.store(tx, endpoint.id(), SigningSecrets.of(secret))
                                .chain(() -> ledgers.add(tx, List.of(LedgerEntry.offered(endpoint.id(), 0, 0))))
                                .replaceWith(Optional.of(secret))
                        : Uni.createFrom().item(Optional.<Secret>empty())));
    }

    /** Ends an endpoint and everything that waits for it; tells whether there was one. */
    Uni<Boolean> delete(Address merchant, UUID id) {
        return database.withTransaction(tx -> endpoints
                .delete(tx, merchant, id)
                .call(deleted -> deleted
                        ? replays.cancelAllOf(tx, id, time.instant())
                                .chain(() -> deliveries.cancel(tx, id, time.instant()))
                                .chain(cancelled -> ledgers.add(tx, List.of(LedgerEntry.cancelled(id, cancelled))))
                        : Uni.createFrom().voidItem()));
    }

    /** A new secret, which signs beside the old one for as long as {@code overlap}, then alone; empty without such an endpoint. */
    Uni<Optional<Secret>> rotate(Address merchant, UUID id, Duration overlap) {
        var next = Secret.random(random);
        var now = time.instant();
        return changeSecrets(merchant, id, before -> before.rotated(next, now, now.plus(overlap)))
                .map(done -> done ? Optional.of(next) : Optional.<Secret>empty());
    }

    /** Lets the new secret sign alone at once; tells whether there is such an endpoint. */
    Uni<Boolean> promote(Address merchant, UUID id) {
        return changeSecrets(merchant, id, SigningSecrets::promoted);
    }

    /** The endpoint as {@code step} makes it; empty if there is none. */
    Uni<Optional<Endpoint>> change(Address merchant, UUID id, UnaryOperator<Endpoint> step) {
        return database.withTransaction(tx -> endpoints
                .hold(tx, merchant, id)
                .chain(found -> found.map(step)
                        .map(changed -> endpoints
                                .change(tx, changed)
                                .chain(() -> deliveries.await(tx, id, changed.at(), time.instant()))
                                .replaceWith(Optional.of(changed)))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
    }

    /** Sends the endpoint an event of its own, whatever it wants to hear of; empty without such an endpoint that is active. */
    Uni<Optional<EventId>> test(Address merchant, UUID id) {
        return database.withTransaction(tx -> endpoints
                .hold(tx, merchant, id)
                .chain(found -> found.filter(endpoint -> endpoint.state() == EndpointState.ACTIVE)
                        .map(endpoint -> test(tx, endpoint).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
    }

    /** Nothing is sent to the endpoint any more; tells whether there is one. */
    Uni<Boolean> disable(Address merchant, UUID id) {
        return database.withTransaction(tx -> endpoints
                .hold(tx, merchant, id)
                .call(found ->
                        endpoints.disable(tx, found.map(Endpoint::id).stream().toList(), DisabledBy.MERCHANT))
                .map(Optional::isPresent));
    }

    /** Sends a disabled endpoint a test event; it is served again once that has arrived. */
    Uni<Enabling> enable(Address merchant, UUID id) {
        return database.withTransaction(tx -> endpoints
                .hold(tx, merchant, id)
                .chain(found -> found.map(endpoint -> enable(tx, endpoint))
                        .orElseGet(() -> Uni.createFrom().item(new Enabling.Unknown()))));
    }

    private Uni<Enabling> enable(SqlConnection tx, Endpoint endpoint) {
        if (endpoint.state() != EndpointState.DISABLED) {
            return Uni.createFrom().item(new Enabling.NotDisabled());
        }
        return nextTest(tx, endpoint).chain(told -> probe(tx, endpoint, told));
    }

    private Uni<Enabling> probe(SqlConnection tx, Endpoint endpoint, Told told) {
        return endpoints
                .probe(tx, endpoint, told.id())
                .chain(probing -> probing
                        ? send(tx, endpoint, told).map(Enabling.Probed::new)
                        : Uni.createFrom().item(new Enabling.NoRoom()));
    }

    private Uni<EventId> test(SqlConnection tx, Endpoint endpoint) {
        return nextTest(tx, endpoint).chain(told -> send(tx, endpoint, told));
    }

    /** The number of what the endpoint was offered names the test: while it is held, nobody else offers it anything. */
    private Uni<Told> nextTest(SqlConnection tx, Endpoint endpoint) {
        return ledgers.of(tx, List.of(endpoint.id()))
                .map(ledger -> Telling.ofTest(
                        endpoint.merchant(),
                        endpoint.id(),
                        ledger.getOrDefault(endpoint.id(), Ledger.EMPTY).accepted()));
    }

    private Uni<EventId> send(SqlConnection tx, Endpoint endpoint, Told told) {
        return merchants
                .tell(tx, List.of(onlyTo(endpoint, told)), time.instant(), chain)
                .replaceWith(told.id());
    }

    /** In the eyes of its own test every endpoint is active. */
    private static Tiding onlyTo(Endpoint endpoint, Told told) {
        return new Tiding(
                told,
                List.of(new Listener(endpoint.id(), endpoint.merchant(), endpoint.filter(), true, endpoint.at())),
                List.of());
    }

    private Uni<Boolean> changeSecrets(Address merchant, UUID id, Function<SigningSecrets, SigningSecrets> step) {
        return database.withTransaction(tx -> endpoints
                .hold(tx, merchant, id)
                .chain(found -> found.isEmpty() ? Uni.createFrom().item(false) : replace(tx, id, step)));
    }

    private Uni<Boolean> replace(SqlConnection tx, UUID id, Function<SigningSecrets, SigningSecrets> step) {
        return secrets.of(tx, id)
                .chain(before -> before.isEmpty()
                        ? Uni.createFrom().item(false)
                        : secrets.store(tx, id, step.apply(before.get())).replaceWith(true));
    }
}
