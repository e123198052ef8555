package io.amser.webhook.delivery;

import io.amser.webhook.connection.Turn;
import io.amser.webhook.egress.EgressConfig;
import io.amser.webhook.egress.EgressPolicy;
import io.amser.webhook.egress.Routes;
import io.amser.webhook.egress.SystemResolver;
import io.amser.webhook.signing.SecretVault;
import io.amser.webhook.signing.SecretsConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Lets deliveries go out for as long as the service runs, one turn after the other. */
@ApplicationScoped
class DeliveryLoop {
    private static final Logger LOG = Logger.getLogger(DeliveryLoop.class);

    /** Nobody notices this, and an idle service hardly asks. */
    private static final Duration WHILE_IDLE = Duration.ofMillis(100);

    private static final Duration WHILE_BUSY = Duration.ofMillis(5);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Optional<Dispatch> dispatch;
    private volatile boolean stopped;

    DeliveryLoop(Vertx vertx, Pool database, InstantSource time, EgressConfig egress, SecretsConfig secrets) {
        var policy = EgressPolicy.of(egress);
        this.vertx = vertx;
        this.dispatch = SecretVault.of(secrets, new SecureRandom())
                .map(vault -> new Dispatch(
                        database,
                        vault,
                        new Courier(
                                vertx,
                                new Routes(SystemResolver.forDeliveries(vertx, Courier.DEADLINE, time), policy),
                                time),
                        policy,
                        time,
                        () -> ThreadLocalRandom.current().nextLong()));
    }

    void start(@Observes StartupEvent event) {
        dispatch.ifPresentOrElse(
                this::turn, () -> LOG.warn("Nothing is sent to endpoints: set amser.webhook.secrets.keys"));
    }

    /** Waits a moment for answers: what is under way for longer is left to its lease, after which it is sent once more. */
    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        dispatch.ifPresent(running -> running.settled()
                .ifNoItem()
                .after(LAST_ANSWERS)
                .recoverWithUni(Uni.createFrom().voidItem())
                .await()
                .indefinitely());
    }

    private void turn(Dispatch running) {
        if (stopped) {
            return;
        }
        Turn.of(running::turn)
                .subscribe()
                .with(begun -> again(running, begun > 0 ? WHILE_BUSY : WHILE_IDLE), failure -> {
                    LOG.warnf("Deliveries wait: %s", failure.getMessage());
                    again(running, AFTER_A_FAILURE);
                });
    }

    private void again(Dispatch running, Duration pause) {
        vertx.setTimer(pause.toMillis(), _ -> turn(running));
    }
}
