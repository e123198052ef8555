package io.amser.keeper.status;

import io.amser.servicetoken.Audience;
import io.amser.servicetoken.ServiceGuard;
import io.amser.servicetoken.TokenKey;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.Optional;

/** Lets nobody but the API ask how the keeper is doing, where the two share a key; a keeper alone has nobody to share one with. */
@ApplicationScoped
class Door {
    private static final int BEFORE_EVERY_ROUTE = 100;

    private final Optional<TokenKey> key;
    private final InstantSource time;

    Door(DoorConfig config, InstantSource time) {
        this.key = config.key().map(text -> new TokenKey(Audience.KEEPER_SERVICE, text));
        this.time = time;
    }

    void register(@Observes Filters filters) {
        if (key.isPresent()) {
            filters.register(new ServiceGuard(key, time), BEFORE_EVERY_ROUTE);
        }
    }
}
