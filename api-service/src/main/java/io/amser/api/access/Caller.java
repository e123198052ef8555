package io.amser.api.access;

import static io.amser.api.problem.ProblemCode.SESSION_REQUIRED;

import io.amser.api.problem.ProblemException;
import io.amser.protocol.Address;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;

/** Who asks, as the gate has found out before any resource is reached. */
public sealed interface Caller {

    /** Whose paths these credentials open; nobody's for a public path. */
    Optional<Address> merchant();

    /** Whether these credentials open the paths of this merchant. */
    default boolean opens(Address path) {
        return merchant().filter(path::equals).isPresent();
    }

    /** Came through a public path, with or without credentials. */
    record Nobody() implements Caller {
        @Override
        public Optional<Address> merchant() {
            return Optional.empty();
        }
    }

    /** A merchant's program, which only reads. */
    record KeyOf(Address of, UUID key) implements Caller {
        @Override
        public Optional<Address> merchant() {
            return Optional.of(of);
        }
    }

    /** A merchant who has signed in. */
    record SessionOf(Address of, UUID session) implements Caller {
        @Override
        public Optional<Address> merchant() {
            return Optional.of(of);
        }
    }

    /** Whoever holds the development key: reads every merchant's paths. */
    record Developer() implements Caller {
        @Override
        public Optional<Address> merchant() {
            return Optional.empty();
        }

        @Override
        public boolean opens(Address path) {
            return true;
        }
    }

    /** Whom the gate has let through. */
    static Caller of(RoutingContext context) {
        return Optional.<Caller>ofNullable(context.get(Caller.class.getName())).orElseGet(Nobody::new);
    }

    /** The merchant who has signed in; a problem if nobody has. */
    static SessionOf signedIn(RoutingContext context) {
        return switch (of(context)) {
            case SessionOf session -> session;
            case Nobody _, KeyOf _, Developer _ ->
                throw new ProblemException(SESSION_REQUIRED, "Sign in with the merchant's wallet.");
        };
    }

    /** Tells the resources behind the gate. */
    default void enter(RoutingContext context) {
        context.put(Caller.class.getName(), this);
    }
}
