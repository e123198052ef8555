package io.amser.webhook.management;

import io.amser.protocol.Address;
import io.amser.webhook.delivery.PendingDeliveries;
import io.amser.webhook.endpoint.Endpoint;
import io.amser.webhook.endpoint.EndpointSecrets;
import io.amser.webhook.endpoint.Endpoints;
import io.amser.webhook.ledger.LedgerEntry;
import io.amser.webhook.ledger.Ledgers;
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
import java.util.random.RandomGenerator;

/** Makes, changes and ends the endpoints of one merchant, each step in one transaction. */
final class MerchantEndpoints {
    private final Pool database;
    private final InstantSource time;
    private final RandomGenerator random;
    private final Endpoints endpoints = new Endpoints();
    private final EndpointSecrets secrets;
    private final PendingDeliveries deliveries = new PendingDeliveries();
    private final Ledgers ledgers = new Ledgers();

    MerchantEndpoints(Pool database, SecretVault vault, InstantSource time, RandomGenerator random) {
        this.database = database;
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
                        ? deliveries
                                .cancel(tx, id, time.instant())
                                .chain(cancelled -> ledgers.add(tx, List.of(LedgerEntry.cancelled(id, cancelled))))
                        : Uni.createFrom().voidItem()));
    }

    /** A new secret, which signs beside the old one for as long as {@code overlap}, then alone; empty without such an endpoint. */
    Uni<Optional<Secret>> rotate(Address merchant, UUID id, Duration overlap) {
        var next = Secret.random(random);
        var now = time.instant();
        return change(merchant, id, before -> before.rotated(next, now, now.plus(overlap)))
                .map(done -> done ? Optional.of(next) : Optional.<Secret>empty());
    }

    /** Lets the new secret sign alone at once; tells whether there is such an endpoint. */
    Uni<Boolean> promote(Address merchant, UUID id) {
        return change(merchant, id, SigningSecrets::promoted);
    }

    private Uni<Boolean> change(Address merchant, UUID id, Function<SigningSecrets, SigningSecrets> step) {
        return database.withTransaction(tx -> endpoints
                .find(tx, merchant, id)
                .chain(found -> found.isEmpty() ? Uni.createFrom().item(false) : replace(tx, id, step)));
    }

    private Uni<Boolean> replace(SqlConnection tx, UUID id, Function<SigningSecrets, SigningSecrets> step) {
        return secrets.of(tx, id)
                .chain(before -> before.isEmpty()
                        ? Uni.createFrom().item(false)
                        : secrets.store(tx, id, step.apply(before.get())).replaceWith(true));
    }
}
