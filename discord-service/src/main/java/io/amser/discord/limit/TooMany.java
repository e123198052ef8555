package io.amser.discord.limit;

import java.net.http.HttpHeaders;
import java.time.Duration;

/** What Discord says with status 429. */
record TooMany(Duration delay, Scope scope) {

    /** Whose limit it is that was reached. */
    enum Scope {
        /** Ours for this bucket. */
        USER,
        /** The one of all that the bot asks. */
        GLOBAL,
        /** One that others use up too; nobody's fault. */
        SHARED
    }

    /** Where Discord does not say how long. */
    private static final Duration UNSAID = Duration.ofSeconds(5);

    static TooMany of(HttpHeaders headers) {
        var delay = headers.firstValue("Retry-After").flatMap(Seconds::of).orElse(UNSAID);
        return new TooMany(delay, scope(headers));
    }

    private static Scope scope(HttpHeaders headers) {
        var scope = headers.firstValue("X-RateLimit-Scope").orElse("");
        if (scope.equals("shared")) {
            return Scope.SHARED;
        }
        // Without a word about a bucket it was not the API that answered, but the gate before it, which knows addresses
        // only.
        return scope.equals("user") && headers.firstValue("X-RateLimit-Global").isEmpty() ? Scope.USER : Scope.GLOBAL;
    }
}
