package io.amser.discord.limit;

import io.amser.discord.limit.Drawn.Nothing;
import io.amser.discord.limit.Drawn.Slots;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;

/** The limits that all replicas share. Times are the database's, so that no replica's clock matters. */
final class SharedLimits {
    private static final double NANOS = 1e9;

    /** $1 requests, $2 seconds apart; nothing when the first one were later than in $3 seconds, or when $4 invalid ones were sent. */
    private static final String DRAW = """
            UPDATE discord_pace
               SET free_at = greatest(free_at, clock_timestamp()) + make_interval(secs => $1::float8 * $2::float8)
             WHERE free_at <= clock_timestamp() + make_interval(secs => $3::float8)
               AND $4::bigint > (SELECT coalesce(sum(requests), 0) FROM discord_invalid
                          WHERE minute > clock_timestamp() - INTERVAL '11 minutes')
            RETURNING (extract(epoch FROM free_at - clock_timestamp()))::float8 - $1::float8 * $2::float8 AS wait
            """;

    private static final String WAITS = """
            SELECT (extract(epoch FROM free_at - clock_timestamp()))::float8 AS pace,
                   (SELECT (extract(epoch FROM min(minute) + INTERVAL '11 minutes' - clock_timestamp()))::float8
                      FROM discord_invalid
                     WHERE minute > clock_timestamp() - INTERVAL '11 minutes'
                    HAVING sum(requests) >= $1::bigint) AS invalid
              FROM discord_pace
            """;

    private static final String HOLD = """
            UPDATE discord_pace SET free_at = greatest(free_at, clock_timestamp() + make_interval(secs => $1::float8))
            """;

    private static final String COUNT = """
            WITH past AS (DELETE FROM discord_invalid WHERE minute < clock_timestamp() - INTERVAL '1 hour')
            INSERT INTO discord_invalid (minute, requests) VALUES (date_trunc('minute', clock_timestamp()), 1)
            ON CONFLICT (minute) DO UPDATE SET requests = discord_invalid.requests + 1
            """;

    private final Pool pool;
    private final Duration apart;
    private final long mostInvalid;

    SharedLimits(Pool pool, LimitConfig config) {
        this.pool = pool;
        this.apart = Duration.ofSeconds(1).dividedBy(config.perSecond());
        this.mostInvalid = config.invalid();
    }

    Uni<Drawn> draw(int count, Duration patience) {
        return pool.preparedQuery(DRAW)
                .execute(Tuple.of((double) count, seconds(apart), seconds(patience), mostInvalid))
                .chain(drawn -> drawn.size() == 0 ? nothing() : slots(count, only(drawn)));
    }

    private Uni<Drawn> slots(int count, Row drawn) {
        return Uni.createFrom().item(new Slots(count, duration(drawn.getDouble("wait")), apart));
    }

    private Uni<Drawn> nothing() {
        return pool.preparedQuery(WAITS)
                .execute(Tuple.of(mostInvalid))
                .map(SharedLimits::only)
                .map(waits -> waits.getValue("invalid") == null
                        ? new Nothing(duration(waits.getDouble("pace")), "Discord's limit for the whole bot is reached")
                        : new Nothing(duration(waits.getDouble("invalid")), "Discord has refused too much"));
    }

    /** Nobody asks Discord for so long, but those who have drawn already. */
    Uni<Void> hold(Duration time) {
        return pool.preparedQuery(HOLD).execute(Tuple.of(seconds(time))).replaceWithVoid();
    }

    Uni<Void> countInvalid() {
        return pool.preparedQuery(COUNT).execute().replaceWithVoid();
    }

    private static Row only(RowSet<Row> rows) {
        return rows.iterator().next();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.max(0, (long) (seconds * NANOS)));
    }
}
