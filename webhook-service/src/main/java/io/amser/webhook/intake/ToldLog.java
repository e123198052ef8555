package io.amser.webhook.intake;

import io.amser.eventlog.projection.LoggedEvent;
import io.amser.eventlog.readmodel.ColumnArrays;
import io.amser.eventlog.topic.Topic;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The SQL about how far merchants were told of the log, which outlives tables that are built anew. */
public final class ToldLog {
    private static final String LOAD = """
            SELECT o.partition, coalesce(t.next_offset, 0) AS next_offset,
                   (SELECT max(former.block)
                      FROM told_log former
                     WHERE former.partition = o.partition
                       AND (former.cluster_id, former.topic_id) <> (o.cluster_id, o.topic_id)) AS former_block
              FROM log_offset o
              LEFT JOIN told_log t USING (cluster_id, topic_id, partition)
             WHERE o.topic = $1 AND o.partition = ANY ($2::int[])
            """;

    private static final String MOVE = """
            INSERT INTO told_log (cluster_id, topic_id, partition, next_offset, block)
            SELECT o.cluster_id, o.topic_id, o.partition, m.next_offset, m.block
              FROM UNNEST($2::int[], $3::bigint[], $4::bigint[]) AS m (partition, next_offset, block)
              JOIN log_offset o ON o.partition = m.partition AND o.topic = $1
             ORDER BY o.partition
                ON CONFLICT (cluster_id, topic_id, partition) DO UPDATE
               SET (next_offset, block) = (EXCLUDED.next_offset, EXCLUDED.block)
            """;

    private static final String FORGET_FORMER = """
            DELETE FROM told_log former
             USING log_offset o
             WHERE o.topic = $1 AND o.partition = ANY ($2::int[])
               AND former.partition = o.partition
               AND (former.cluster_id, former.topic_id) <> (o.cluster_id, o.topic_id)
            """;

    /** The caller has moved the position, and tells what is news before he commits. */
    public Uni<Divided> divide(SqlConnection tx, List<LoggedEvent> batch) {
        var partitions = batch.stream().map(LoggedEvent::partition).collect(Collectors.toUnmodifiableSet());
        return marks(tx, partitions).chain(marks -> {
            var divided = Divided.of(batch, marks);
            return move(tx, divided.last().values())
                    .chain(() -> forgetFormer(tx, overtaken(marks, divided)))
                    .replaceWith(divided);
        });
    }

    private static Uni<Map<Integer, ToldMark>> marks(SqlConnection tx, Collection<Integer> partitions) {
        return tx.preparedQuery(LOAD)
                .execute(named(partitions))
                .map(rows -> rows.stream()
                        .collect(Collectors.toUnmodifiableMap(
                                row -> row.getInteger("partition"),
                                row -> new ToldMark(
                                        row.getLong("next_offset"),
                                        Optional.ofNullable(row.getLong("former_block"))))));
    }

    private static Uni<Void> move(SqlConnection tx, Collection<LoggedEvent> last) {
        if (last.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var columns = ColumnArrays.of(last)
                .ints(LoggedEvent::partition)
                .longs(one -> one.offset() + 1)
                .longs(ToldMark::toldWith)
                .tuple();
        var values = Tuple.of(Topic.CHAIN_EVENTS.name());
        for (var i = 0; i < columns.size(); i++) {
            values.addValue(columns.getValue(i));
        }
        return tx.preparedQuery(MOVE).execute(values).replaceWithVoid();
    }

    private static List<Integer> overtaken(Map<Integer, ToldMark> marks, Divided divided) {
        return divided.last().keySet().stream()
                .filter(partition -> marks.getOrDefault(partition, ToldMark.NOTHING)
                        .formerBlock()
                        .isPresent())
                .toList();
    }

    private static Uni<Void> forgetFormer(SqlConnection tx, Collection<Integer> partitions) {
        return partitions.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(FORGET_FORMER).execute(named(partitions)).replaceWithVoid();
    }

    private static Tuple named(Collection<Integer> partitions) {
        return Tuple.of(Topic.CHAIN_EVENTS.name(), partitions.toArray(Integer[]::new));
    }
}
