package io.amser.api.activity;

import io.amser.api.streaming.JsonArrays;
import io.amser.api.streaming.Sorting;
import io.amser.eventlog.readmodel.AppliedEvent;
import io.amser.eventlog.readmodel.ColumnArrays;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.EventId;
import io.amser.protocol.FailCode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/** The SQL about activity. */
@ApplicationScoped
public class Activities {
    private static final String ADD = """
            INSERT INTO activity (event_id, merchant, module, subscription_id, type, block_number, log_index, block_time,
                                  tx_hash, amount, fee, reason, keeper)
            SELECT * FROM UNNEST($1::text[], $2::text[], $3::text[], $4::numeric[], $5::text[], $6::bigint[], $7::int[],
                                 $8::bigint[], $9::text[], $10::numeric[], $11::numeric[], $12::text[], $13::text[])
                ON CONFLICT (event_id) DO NOTHING
            """;

    private static final String REMOVE = """
            DELETE FROM activity
             WHERE event_id = ANY ($1::text[])
            """;

    /**
     * A time is turned into a block first: one index gives bound and order, and the page is bounded before it is joined. In a
     * token that no plan of the merchant takes, nothing is looked for.
     */
    private static final String NEWEST = """
            SELECT a.*, p.token_decimals, p.token_symbol
              FROM (SELECT *
                      FROM activity e
                     WHERE e.merchant = $1
                       AND e.block_number >= (SELECT min(block_number)
                                                FROM activity
                                               WHERE merchant = $1
                                                 AND block_time = (SELECT min(block_time)
                                                                     FROM activity
                                                                    WHERE merchant = $1 AND block_time >= $2))
                       AND ($3::text IS NULL
                            OR $3 = (SELECT p.token
                                       FROM subscription s
                                       JOIN plan p ON p.module = s.module AND p.id = s.plan_id
                                      WHERE s.module = e.module AND s.id = e.subscription_id))
                       AND ($3::text IS NULL
                            OR EXISTS (SELECT
                                         FROM module m
                                         JOIN plan p ON p.module = m.address
                                        WHERE m.merchant = $1 AND p.token = $3))
                       %1$s
                       AND (e.block_number, e.log_index) < ($%2$d::text::bigint, $%3$d::text::int)
                     ORDER BY e.block_number DESC, e.log_index DESC
                     %%s) a
              LEFT JOIN subscription s ON s.module = a.module AND s.id = a.subscription_id
              LEFT JOIN plan p ON p.module = s.module AND p.id = s.plan_id
             ORDER BY a.block_number DESC, a.log_index DESC
            """;

    /** Each asked in words of its own, because a type has an index. */
    private static final String OF_MERCHANT = NEWEST.formatted("", 4, 5);

    private static final String OF_TYPE = NEWEST.formatted("AND e.type = $4", 5, 6);

    private static final Sorting NEWEST_FIRST = new Sorting(
            Pattern.compile("([0-9]{1,18})\\.([0-9]{1,9})"),
            List.of(Long.toString(Long.MAX_VALUE), "0"),
            row -> List.of(
                    row.getLong("block_number").toString(),
                    row.getInteger("log_index").toString()));

    /** Adds rows of events that joined the chain and removes those of events that left it. */
    public Uni<Void> follow(SqlConnection tx, List<AppliedEvent> events) {
        var lastWords = new LinkedHashMap<EventId, AppliedEvent>();
        events.forEach(applied -> lastWords.put(applied.event().id(), applied));
        var rows = lastWords.values().stream()
                .filter(applied -> !applied.retracted())
                .flatMap(applied -> Activity.of(applied.event()).stream())
                .toList();
        var gone = lastWords.values().stream()
                .filter(AppliedEvent::retracted)
                .map(applied -> applied.event().id().value())
                .toArray(String[]::new);
        return remove(tx, gone).chain(() -> add(tx, rows));
    }

    private static Uni<Void> add(SqlConnection tx, List<Activity> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var columns = ColumnArrays.of(rows)
                .text(row -> row.origin().id())
                .text(row -> row.origin().merchant())
                .text(row -> row.subscription().module())
                .numbers(row -> row.subscription().id().value())
                .text(Activity::type)
                .longs(row -> row.origin().blockNumber().value())
                .ints(row -> row.origin().logIndex())
                .times(row -> row.origin().blockTime())
                .text(row -> row.origin().txHash())
                .numbers(row -> row.amount().value())
                .numbers(row -> row.fee().value())
                .text(row -> row.reason().map(FailCode::apiName).orElse(null))
                .text(Activity::keeper);
        return tx.preparedQuery(ADD).execute(columns.tuple()).replaceWithVoid();
    }

    private static Uni<Void> remove(SqlConnection tx, String[] ids) {
        return ids.length == 0
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(REMOVE).execute(Tuple.of(ids)).replaceWithVoid();
    }

    static JsonArrays.Query<ActivityView> ofMerchant(ChainId chain, Address merchant, ActivityFilter filter) {
        var arguments = Tuple.tuple()
                .addString(merchant.value())
                .addLong(filter.since().map(ChainTime::seconds).orElse(0L))
                .addString(filter.token().map(Address::value).orElse(null));
        filter.type().ifPresent(type -> arguments.addString(type.name()));
        var sql = filter.type().isPresent() ? OF_TYPE : OF_MERCHANT;
        return new JsonArrays.Query<>(
                sql, arguments, NEWEST_FIRST, ActivityView.class, row -> ActivityView.of(chain, row));
    }
}
