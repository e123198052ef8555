package io.amser.keeper.source;

import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.projection.Projection;
import io.amser.eventlog.wire.EventText;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.event.ChainEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The SQL about how far the chain's own events are applied; what is applied and the place move in one transaction. */
public final class FollowedEvents {

    private static final int EVENTS_AT_A_TIME = 1_000;

    /** Newest first. */
    private static final String PLACES = "SELECT number, hash FROM followed_block ORDER BY number DESC";

    /** Whoever else follows the chain into these tables waits. */
    private static final String LOCK = "LOCK TABLE followed_block IN EXCLUSIVE MODE";

    private static final String NEWEST = "SELECT coalesce(max(number), -1) AS number FROM followed_block";

    private static final String REACH = """
            INSERT INTO followed_block (number, hash) VALUES ($1, $2)
                ON CONFLICT (number) DO UPDATE SET hash = EXCLUDED.hash
            """;

    /** A reorganisation deeper than these blocks is read again from the beginning. */
    private static final String FORGET = """
            DELETE FROM followed_block
             WHERE number < (SELECT number FROM followed_block ORDER BY number DESC OFFSET 255 LIMIT 1)
            """;

    private static final String DROP = "DELETE FROM followed_block WHERE number > $1";

    private static final String ABOVE = """
            SELECT body::text AS body FROM history
             WHERE block_number > $1 AND (block_number, log_index) < ($2, $3)
             ORDER BY block_number DESC, log_index DESC LIMIT $4
            """;

    private static final String MODULES = "SELECT body::text AS body FROM history WHERE stream LIKE 'module/%'";

    private final Pool database;
    private final Projection projection;

    public FollowedEvents(Pool database, Projection projection) {
        this.database = database;
        this.projection = projection;
    }

    Uni<List<FollowedBlock>> places() {
        return database.query(PLACES)
                .execute()
                .map(rows -> each(rows)
                        .map(row -> new FollowedBlock(
                                new BlockNumber(row.getLong("number")), new BlockHash(row.getString("hash"))))
                        .toList());
    }

    Uni<List<ChainEvent.ModuleDeployed>> modules() {
        return database.query(MODULES)
                .execute()
                .map(rows -> events(rows).stream()
                        .filter(ChainEvent.ModuleDeployed.class::isInstance)
                        .map(ChainEvent.ModuleDeployed.class::cast)
                        .toList());
    }

    /** Takes up the events behind {@code before}, -1 if there is none, up to {@code reached}; nothing if somebody else has done so meanwhile. */
    Uni<Boolean> apply(long before, List<ChainEvent> events, FollowedBlock reached) {
        return at(
                before,
                tx -> project(tx, events.stream().map(PublishedEvent::of).toList())
                        .chain(() -> tx.preparedQuery(REACH)
                                .execute(Tuple.of(
                                        reached.number().value(), reached.hash().value())))
                        .chain(() -> tx.query(FORGET).execute())
                        .replaceWithVoid());
    }

    /** Takes back all that stands above {@code common}; nothing if somebody else has done so meanwhile. */
    Uni<Boolean> retract(long before, long common) {
        return at(
                before,
                tx -> retractBetween(tx, common, Long.MAX_VALUE, 0)
                        .chain(() -> tx.preparedQuery(DROP).execute(Tuple.of(common)))
                        .replaceWithVoid());
    }

    /** What stands above {@code common} and before this log, newest first, page by page. */
    private Uni<Void> retractBetween(SqlConnection tx, long common, long block, int logIndex) {
        return tx.preparedQuery(ABOVE)
                .execute(Tuple.of(common, block, logIndex, EVENTS_AT_A_TIME))
                .map(FollowedEvents::events)
                .chain(page -> {
                    if (page.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    var last = page.getLast().origin();
                    return project(
                                    tx,
                                    page.stream()
                                            .map(PublishedEvent::retractionOf)
                                            .toList())
                            .chain(() -> retractBetween(
                                    tx, common, last.blockNumber().value(), last.logIndex()));
                });
    }

    private Uni<Boolean> at(long before, Function<SqlConnection, Uni<Void>> work) {
        return database.withTransaction(tx -> tx.query(LOCK)
                .execute()
                .chain(() -> tx.query(NEWEST).execute())
                .map(rows -> rows.iterator().next().getLong("number") == before)
                .chain(isOurs -> isOurs
                        ? work.apply(tx).replaceWith(true)
                        : Uni.createFrom().item(false)));
    }

    private Uni<Void> project(SqlConnection tx, List<PublishedEvent> events) {
        var done = Uni.createFrom().voidItem();
        var parts = IntStream.iterate(0, from -> from < events.size(), from -> from + EVENTS_AT_A_TIME)
                .mapToObj(from -> events.subList(from, Math.min(events.size(), from + EVENTS_AT_A_TIME)))
                .toList();
        for (var part : parts) {
            done = done.chain(() -> projection.apply(tx, part));
        }
        return done;
    }

    private static List<ChainEvent> events(RowSet<Row> rows) {
        return each(rows).map(row -> EventText.read(row.getString("body"))).toList();
    }

    private static Stream<Row> each(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
