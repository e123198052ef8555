package io.amser.webhook.endpoint;

import io.amser.webhook.signing.SecretVault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Seals with the newest key what older ones have sealed, a few at a time; any number of replicas may do so at once. */
final class ResealSecrets {
    private static final Logger LOG = Logger.getLogger(ResealSecrets.class);

    private final Pool database;
    private final SecretVault vault;
    private final EndpointSecrets secrets;
    private final int most;

    /** {@code most} of them in one transaction. */
    ResealSecrets(Pool database, SecretVault vault, int most) {
        this.database = database;
        this.vault = vault;
        this.secrets = new EndpointSecrets(vault);
        this.most = most;
    }

    /** Tells what there is afterwards. */
    Uni<SealedSecrets> reseal() {
        return (vault.olderKeys().isEmpty() ? Uni.createFrom().voidItem() : resealAfter(SealedSecret.Name.FIRST))
                .chain(() -> secrets.count(database))
                .map(counts -> SealedSecrets.of(counts, vault.newestKey(), vault.olderKeys()));
    }

    private Uni<Void> resealAfter(SealedSecret.Name after) {
        return database.withTransaction(tx ->
                        secrets.sealedBy(tx, vault.olderKeys(), after, most).call(some -> reseal(tx, some)))
                .chain(some -> some.size() < most
                        ? Uni.createFrom().voidItem()
                        : resealAfter(some.getLast().name()));
    }

    private Uni<Void> reseal(SqlConnection tx, List<SealedSecret> some) {
        return secrets.reseal(tx, some.stream().flatMap(this::anew).toList());
    }

    /** Empty, and nobody else's matter, where it opens to nothing. */
    private Stream<SealedSecret> anew(SealedSecret old) {
        var endpoint = old.name().endpoint();
        try {
            return Stream.of(new SealedSecret(old.name(), vault.seal(endpoint, vault.open(endpoint, old.sealed()))));
        } catch (IllegalStateException e) {
            LOG.errorf("A secret of endpoint %s stays as it is: %s", endpoint, e.getMessage());
            return Stream.empty();
        }
    }
}
