package io.amser.discord.limit;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The way to Discord that keeps to its limits: waits for moments itself, and says until when where it takes longer. */
@Singleton
public final class Limits {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final Duration DATABASE_ANSWERS = Duration.ofSeconds(10);
    private static final Duration LATER = Duration.ofSeconds(1);

    private final SharedLimits shared;
    private final LimitMetrics metrics;
    private final InstantSource time;
    private final Turns turns;
    private final Lines lines = new Lines();

    public Limits(Pool pool, LimitConfig config, MeterRegistry registry, InstantSource time) {
        this.shared = new SharedLimits(pool, config);
        this.metrics = new LimitMetrics(registry);
        this.time = time;
        this.turns = new Turns(wanted -> done(shared.draw(wanted, Turns.PATIENCE)), time);
    }

    /**
     * Sends when it is this request's turn.
     *
     * @throws DiscordBusy when nothing was sent, or Discord has answered that this is too much
     * @throws Exception what the request itself throws
     */
    public HttpResponse<String> send(Route route, Lane lane, Callable<HttpResponse<String>> request) throws Exception {
        var line = lines.of(route);
        if (!line.lock.tryLock(Turns.PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new DiscordBusy(time.instant().plus(LATER), "Others ask the same");
        }
        try {
            // The one before may have learned that our bucket is another one's too.
            requireRoom(lines.of(route));
            turns.await(lane);
            return answered(route, asked(route, request));
        } finally {
            line.lock.unlock();
        }
    }

    private void requireRoom(Line line) {
        var bucket = line.bucket();
        if (!bucket.isOpen(time.instant())) {
            throw new DiscordBusy(bucket.filledAt(), "Discord's limit for this server is reached");
        }
    }

    private HttpResponse<String> asked(Route route, Callable<HttpResponse<String>> request) throws Exception {
        try {
            return request.call();
        } catch (Exception e) {
            var line = lines.of(route);
            line.now(line.bucket().afterSilence());
            throw e;
        }
    }

    private HttpResponse<String> answered(Route route, HttpResponse<String> response) {
        metrics.answered();
        var now = time.instant();
        Allowance.of(response.headers()).ifPresent(told -> {
            var line = lines.of(route, told.bucket());
            line.now(line.bucket().after(told, now));
        });
        switch (response.statusCode()) {
            case TOO_MANY -> throw refused(route, TooMany.of(response.headers()));
            case UNAUTHORIZED, FORBIDDEN -> countInvalid();
            default -> {}
        }
        return response;
    }

    private void countInvalid() {
        metrics.invalid();
        done(shared.countInvalid());
    }

    private DiscordBusy refused(Route route, TooMany refusal) {
        metrics.limited();
        var until = time.instant().plus(refusal.delay());
        lines.of(route).now(new Bucket(0, until));
        switch (refusal.scope()) {
            case USER -> countInvalid();
            case GLOBAL -> {
                turns.forget();
                countInvalid();
                done(shared.hold(refusal.delay()));
            }
            case SHARED -> {}
        }
        return new DiscordBusy(until, "Discord has had too many requests");
    }

    private static <T> T done(Uni<T> work) {
        return work.await().atMost(DATABASE_ANSWERS);
    }
}
