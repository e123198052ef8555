package io.amser.webhook.door;

import io.amser.servicetoken.Audience;
import io.amser.servicetoken.ServiceGuard;
import io.amser.servicetoken.TokenKey;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Puts the guard before everything that merchants reach through the API. */
@ApplicationScoped
class Door {
    private static final Logger LOG = Logger.getLogger(Door.class);
    private static final int BEFORE_EVERY_ROUTE = 100;

    private final Optional<TokenKey> key;
    private final InstantSource time;

    Door(DoorConfig config, InstantSource time) {
        this.key = config.key().map(text -> new TokenKey(Audience.WEBHOOK_SERVICE, text));
        this.time = time;
        if (key.isEmpty()) {
            LOG.warn("The API is not let in: set amser.webhook.door.key");
        }
    }

    void register(@Observes Filters filters) {
        filters.register(new ServiceGuard(key, time), BEFORE_EVERY_ROUTE);
    }
}
