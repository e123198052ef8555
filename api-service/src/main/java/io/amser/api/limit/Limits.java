package io.amser.api.limit;

import static io.amser.api.problem.ProblemCode.RATE_LIMITED;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.amser.api.problem.ProblemException;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Counts requests, in this replica's memory alone: with several replicas a caller may ask as many times as much. Of the
 * callers of the last minutes the most recent are remembered; whoever is forgotten begins anew.
 */
@ApplicationScoped
public class Limits {
    private static final int CALLERS = 100_000;

    private final InstantSource time;
    private final Quota address;
    private final Quota credentials;
    private final Quota signIn;
    private final Quota caller;
    private final Cache<Key, Window> windows = Caffeine.newBuilder()
            .maximumSize(CALLERS)
            .expireAfterWrite(Window.LENGTH)
            .build();

    Limits(LimitConfig config, InstantSource time) {
        this.time = time;
        this.address = new Quota("address", config.addressPerMinute());
        this.credentials = new Quota("credentials", config.addressPerMinute());
        this.signIn = new Quota("sign-in", config.signInPerMinute());
        this.caller = new Quota("caller", config.callerPerMinute());
    }

    private record Key(String quota, String who) {}

    /** Takes one request from an address's quota of public paths. */
    public void countAddress(String who, HttpServerResponse response) {
        count(address, who, response);
    }

    /** Takes one try to sign in from an address's quota. */
    public void countSignIn(String who, HttpServerResponse response) {
        count(signIn, who, response);
    }

    /** Takes one request from the quota of a key or a merchant. */
    public void countCaller(String who, HttpServerResponse response) {
        count(caller, who, response);
    }

    /** Takes one try from an address's quota of credentials that open nothing. */
    public void countWrongCredentials(String who, HttpServerResponse response) {
        count(credentials, who, response);
    }

    /** Refuses whoever has tried too many credentials, before any more are looked up. */
    public void checkWrongCredentials(String who, HttpServerResponse response) {
        var now = time.instant();
        var window = windows.getIfPresent(new Key(credentials.name(), who));
        if (window != null && window.isSpent(credentials, now)) {
            tell(credentials, window, now, response);
            throw refusal(window.secondsLeft(now), response);
        }
    }

    private void count(Quota quota, String who, HttpServerResponse response) {
        var now = time.instant();
        var window = windows.asMap().compute(new Key(quota.name(), who), (_, last) -> Window.after(last, now));
        tell(quota, window, now, response);
        if (window.exceeds(quota)) {
            throw refusal(window.secondsLeft(now), response);
        }
    }

    private static void tell(Quota quota, Window window, Instant now, HttpServerResponse response) {
        response.putHeader("RateLimit-Policy", quota.policy()).putHeader("RateLimit", window.state(quota, now));
    }

    private static ProblemException refusal(long seconds, HttpServerResponse response) {
        response.putHeader("Retry-After", Long.toString(seconds));
        return new ProblemException(RATE_LIMITED, "Ask again in " + seconds + " seconds.");
    }
}
