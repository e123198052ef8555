package io.amser.servicetoken;

import io.vertx.core.http.HttpMethod;
import java.util.Set;

/** What the API lets a caller do. */
public enum Scope {
    /** What anyone may do: nobody has been asked for credentials. */
    PUBLIC,
    READ,
    WRITE;

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /** What a merchant needs to be allowed for a request. */
    public static Scope neededFor(HttpMethod method) {
        return READING.contains(method) ? READ : WRITE;
    }

    /** Whether a request by this method is within the scope; a public path takes whatever it takes. */
    boolean allows(HttpMethod method) {
        return switch (this) {
            case PUBLIC, WRITE -> true;
            case READ -> READING.contains(method);
        };
    }
}
