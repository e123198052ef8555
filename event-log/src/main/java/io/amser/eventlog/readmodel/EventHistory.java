package io.amser.eventlog.readmodel;

import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.wire.EventText;
import io.amser.protocol.EventId;
import io.amser.protocol.event.ChainEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The SQL about which events stand on the canonical chain. */
final class EventHistory {
    private static final String LOAD = """
            SELECT stream, body::text AS body
              FROM history
             WHERE stream = ANY ($1::text[])
            """;

    /** Answers the events that were not there. */
    private static final String ADD = """
            INSERT INTO history (stream, block_number, log_index, event_id, body)
            SELECT stream, block_number, log_index, event_id, body::json
              FROM UNNEST($1::text[], $2::bigint[], $3::int[], $4::text[], $5::text[])
                AS e (stream, block_number, log_index, event_id, body)
                ON CONFLICT DO NOTHING
            RETURNING event_id
            """;

    /** Answers the events that were there. */
    private static final String REMOVE = """
            DELETE FROM history h
             USING UNNEST($1::text[], $2::bigint[], $3::int[], $4::text[])
                AS e (stream, block_number, log_index, event_id)
             WHERE (h.stream, h.block_number, h.log_index, h.event_id) =
                   (e.stream, e.block_number, e.log_index, e.event_id)
            RETURNING h.event_id
            """;

    /** @param turned the events whose presence is another one than before */
    record Recorded(Set<EventId> turned, Map<StreamId, List<ChainEvent>> histories) {}

    /** Stores what is present after a batch. Answers the histories as they were before it. */
    Uni<Recorded> record(SqlClient tx, Presence presence) {
        return Uni.combine()
                .all()
                .unis(of(tx, presence.retractedStreams()), remove(tx, presence.absent()), add(tx, presence.present()))
                .with((histories, removed, added) -> new Recorded(union(removed, added), histories));
    }

    /** Every event of these streams; a stream without events has an empty list. */
    private Uni<Map<StreamId, List<ChainEvent>>> of(SqlClient db, Set<StreamId> streams) {
        if (streams.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var names = streams.stream().map(StreamId::value).toArray(String[]::new);
        return db.preparedQuery(LOAD).execute(Tuple.of(names)).map(rows -> {
            var histories = new HashMap<StreamId, List<ChainEvent>>();
            streams.forEach(stream -> histories.put(stream, new ArrayList<>()));
            for (var row : rows) {
                histories
                        .computeIfAbsent(new StreamId(row.getString("stream")), _ -> new ArrayList<>())
                        .add(EventText.read(row.getString("body")));
            }
            return histories;
        });
    }

    /** Makes these events present. Answers those that were not. */
    private Uni<Set<EventId>> add(SqlClient tx, Collection<PublishedEvent> events) {
        return events.isEmpty()
                ? nothing()
                : change(tx, ADD, columns(events).text(published -> EventText.write(published.event())));
    }

    /** Makes these events absent. Answers those that were present. */
    private Uni<Set<EventId>> remove(SqlClient tx, Collection<PublishedEvent> events) {
        return events.isEmpty() ? nothing() : change(tx, REMOVE, columns(events));
    }

    private static Set<EventId> union(Set<EventId> some, Set<EventId> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Uni<Set<EventId>> nothing() {
        return Uni.createFrom().item(Set.of());
    }

    private static Uni<Set<EventId>> change(SqlClient tx, String sql, ColumnArrays<PublishedEvent> events) {
        return tx.preparedQuery(sql).execute(events.tuple()).map(rows -> {
            var changed = HashSet.<EventId>newHashSet(rows.size());
            rows.forEach(row -> changed.add(new EventId(row.getString("event_id"))));
            return changed;
        });
    }

    private static ColumnArrays<PublishedEvent> columns(Collection<PublishedEvent> events) {
        return ColumnArrays.of(events)
                .text(published -> StreamId.of(published.event()).value())
                .longs(published -> published.event().origin().blockNumber().value())
                .ints(published -> published.event().origin().logIndex())
                .text(published -> published.event().id());
    }
}
