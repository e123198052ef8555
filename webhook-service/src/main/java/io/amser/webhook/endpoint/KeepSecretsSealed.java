package io.amser.webhook.endpoint;

import io.amser.webhook.signing.SecretVault;
import io.amser.webhook.signing.SecretsConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jboss.logging.Logger;

/** Sees to it that old keys are needed no more, and tells when. */
@ApplicationScoped
class KeepSecretsSealed {
    private static final Logger LOG = Logger.getLogger(KeepSecretsSealed.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST_AT_ONCE = 100;

    private final Pool database;
    private final Optional<SecretVault> vault;
    private volatile SealedSecrets sealed = SealedSecrets.NONE;
    private volatile boolean told;

    KeepSecretsSealed(Pool database, SecretsConfig config) {
        this.database = database;
        this.vault = SecretVault.of(config, new SecureRandom());
    }

    void start(@Observes StartupEvent event, MeterRegistry meters, Vertx vertx) {
        gauge(meters, "newest", SealedSecrets::newest);
        gauge(meters, "older", SealedSecrets::older);
        gauge(meters, "unknown", SealedSecrets::unknown);
        vault.ifPresent(opened -> {
            var reseal = new ResealSecrets(database, opened, MOST_AT_ONCE);
            vertx.setPeriodic(SOON.toMillis(), PAUSE.toMillis(), _ -> turn(reseal, opened));
        });
    }

    private void gauge(MeterRegistry meters, String key, ToLongFunction<SealedSecrets> column) {
        Gauge.builder("amser.webhook.secrets", this, all -> (double) column.applyAsLong(all.sealed))
                .tag("key", key)
                .description("Secrets of endpoints by the key that they are encrypted with")
                .register(meters);
    }

    private void turn(ResealSecrets reseal, SecretVault opened) {
        reseal.reseal()
                .subscribe()
                .with(
                        now -> {
                            sealed = now;
                            tell(now, opened);
                        },
                        failure -> LOG.warnf("Secrets are sealed anew later: %s", failure.getMessage()));
    }

    /** Once, until there is something to seal again. */
    private void tell(SealedSecrets now, SecretVault opened) {
        if (now.older() > 0 || opened.olderKeys().isEmpty()) {
            told = false;
        } else if (!told) {
            told = true;
            LOG.infof(
                    "All %d secrets are sealed with the key %s: once every replica has it as its first,"
                            + " amser.webhook.secrets.keys needs %s no more",
                    now.newest(), opened.newestKey(), opened.olderKeys());
        }
    }
}
