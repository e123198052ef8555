package io.amser.eventlog.position;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The rows that say how far this service has applied the log. */
public final class LogOffsets {
    private static final String BEGIN = """
            INSERT INTO log_offset (cluster_id, topic_id, partition, topic, next_offset)
            SELECT $1, $2, partition, $3, 0 FROM UNNEST($4::INT[]) AS begun (partition)
            ON CONFLICT DO NOTHING
            """;

    private static final String READ = """
            SELECT partition, next_offset FROM log_offset WHERE cluster_id = $1 AND topic_id = $2
            """;

    private static final String LOGS = """
            SELECT DISTINCT cluster_id, topic_id FROM log_offset WHERE topic = $1
            """;

    /** Only rows that stand where we believe: another one belongs to a replica that has gone further. */
    private static final String ADVANCE = """
            UPDATE log_offset
               SET next_offset = step.upto
              FROM UNNEST($3::INT[], $4::BIGINT[], $5::BIGINT[]) AS step (partition, expected, upto)
             WHERE cluster_id = $1 AND topic_id = $2
               AND log_offset.partition = step.partition AND next_offset = step.expected
            """;

    private LogOffsets() {}

    /** Makes rows for partitions that have none yet. */
    public static Uni<Void> begin(SqlClient db, LogIdentity log, Collection<Integer> partitions) {
        return db.preparedQuery(BEGIN)
                .execute(Tuple.of(log.clusterId(), log.topicId(), log.topic(), partitions.toArray(Integer[]::new)))
                .replaceWithVoid();
    }

    /** The next offset of every partition that has a row, whichever replica moves it. */
    public static Uni<Map<Integer, Long>> read(SqlClient db, LogIdentity log) {
        return db.preparedQuery(READ)
                .execute(Tuple.of(log.clusterId(), log.topicId()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getInteger(0), row -> row.getLong(1))));
    }

    /** Every log that this service has ever applied under the name of {@code topic}. */
    public static Uni<Set<LogIdentity>> logs(SqlClient db, String topic) {
        return db.preparedQuery(LOGS)
                .execute(Tuple.of(topic))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new LogIdentity(topic, row.getString(0), row.getString(1)))
                        .collect(Collectors.toSet()));
    }

    /** Moves all rows, or fails with {@link PositionLost} so that the transaction is rolled back. */
    public static Uni<Void> advance(SqlConnection tx, LogIdentity log, List<Advance> steps) {
        return tx.preparedQuery(ADVANCE)
                .execute(Tuple.of(
                        log.clusterId(),
                        log.topicId(),
                        column(steps, Advance::partition, Integer[]::new),
                        column(steps, Advance::from, Long[]::new),
                        column(steps, Advance::to, Long[]::new)))
                .invoke(moved -> {
                    if (moved.rowCount() != steps.size()) {
                        throw new PositionLost(steps);
                    }
                })
                .replaceWithVoid();
    }

    private static <T> T[] column(List<Advance> steps, Function<Advance, T> value, IntFunction<T[]> array) {
        return steps.stream().map(value).toArray(array);
    }
}
