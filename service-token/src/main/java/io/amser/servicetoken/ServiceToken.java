package io.amser.servicetoken;

import io.amser.protocol.Address;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What the API says of the caller of one request: on behalf of which merchant, and what it may do. */
public record ServiceToken(Optional<Address> merchant, Scope scope) {

    public ServiceToken {
        if (merchant.isPresent() == (scope == Scope.PUBLIC)) {
            throw new IllegalArgumentException("A caller is a merchant, or anyone: " + merchant + " " + scope);
        }
    }

    public static ServiceToken of(Address merchant, Scope scope) {
        return new ServiceToken(Optional.of(merchant), scope);
    }

    public static ServiceToken ofAnyone() {
        return new ServiceToken(Optional.empty(), Scope.PUBLIC);
    }

    /** What the API said of the caller of this request, which the guard has let through. */
    public static ServiceToken of(RoutingContext context) {
        return Optional.<ServiceToken>ofNullable(context.get(ServiceToken.class.getName()))
                .orElseThrow(() -> new IllegalStateException("No guard has let this request through"));
    }

    void enter(RoutingContext context) {
        context.put(ServiceToken.class.getName(), this);
    }
}
