package io.amser.webhook.egress;

import io.vertx.core.Future;
import java.util.List;

/** Finds the way to a URL, anew for each attempt: names move. */
public final class Routes {
    private final NameResolver names;
    private final EgressPolicy policy;

    public Routes(NameResolver names, EgressPolicy policy) {
        this.names = names;
        this.policy = policy;
    }

    /** Fails where the name has no address. */
    public Future<Route> to(TargetUrl url) {
        return url.literal()
                .map(address -> Future.succeededFuture(List.of(address)))
                .orElseGet(() -> names.resolve(url.host()))
                .map(addresses -> Route.among(addresses, policy));
    }
}
