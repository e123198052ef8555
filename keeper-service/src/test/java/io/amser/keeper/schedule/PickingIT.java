package io.amser.keeper.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.keeper.charging.KeeperDatabase;
import io.amser.keeper.sql.SqlArray;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the keeper's regular questions read, in blocks of the database: the same however many subscriptions there are. */
class PickingIT {
    private static final int FEW = 10_000;
    private static final int MANY = 60_000;
    private static final int LOT = 200;
    private static final ChainTime NOW = new ChainTime(1_800_000_000);
    private static final Address PROCESSOR = account(1);
    private static final Address TOKEN = account(2);
    private static final Pattern BLOCKS = Pattern.compile("\"Shared (Hit|Read) Blocks\": (\\d+)");

    @Test
    void picking_what_is_due_reads_no_more_among_many_subscriptions() {
        try (var few = filled(FEW);
                var many = filled(MANY)) {
            var amongFew = pick(few);
            var amongMany = pick(many);

            assertThat(leased(few)).isEqualTo(leased(many)).isEqualTo(String.valueOf(LOT));
            assertThat(amongMany).isLessThanOrEqualTo(amongFew * 13 / 10);
        }
    }

    @Test
    void knowing_whom_to_watch_and_whom_to_wake_reads_a_few_blocks_although_nearly_all_are_watched() {
        try (var tables = filled(MANY)) {
            tables.change("UPDATE due SET watched = true WHERE id > 1000");
            tables.change("ANALYZE due");
            var payer = new SqlArray("text", new String[] {account(5_000).value()});
            var token = new SqlArray("text", new String[] {TOKEN.value()});

            assertThat(blocks(tables, WatchedCharges.TOKENS)).isLessThan(50);
            assertThat(blocks(tables, WatchedCharges.PAYERS, 1_001)).isLessThan(200);
            assertThat(blocks(tables, WatchedCharges.WAKE, NOW.seconds(), payer, token, NOW.seconds()))
                    .isLessThan(50);
        }
    }

    @Test
    void whatever_is_due_and_not_charged_waits_however_often_it_is_looked_at() {
        try (var tables = filled(FEW)) {
            tables.change("DELETE FROM due WHERE due_at > %d OR id > 250".formatted(NOW.seconds()));
            tables.change("UPDATE due SET next_attempt_at = %d".formatted(NOW.seconds() + 1));
            tables.change("UPDATE due SET due_at = %d WHERE id = 25".formatted(NOW.seconds() - 1_000));
            tables.change("UPDATE due SET watched = true WHERE id = 50");
            tables.change("UPDATE due SET missed = true WHERE id = 75");
            sent(tables, 100, "CHARGED", "1 hour");
            sent(tables, 125, "IN_FLIGHT", "1 minute");
            sent(tables, 150, "IN_FLIGHT", "1 hour");
            sent(tables, 175, "SKIPPED", "1 minute");

            var backlog = tables.database()
                    .inTransaction(session -> DueCharges.backlog(session, List.of(PROCESSOR), NOW, Uncharged.NONE));

            assertThat(backlog.ready()).isEqualTo(10 - 4);
            assertThat(backlog.oldestDueAt()).contains(new ChainTime(NOW.seconds() - 1_000));
        }
    }

    /** A hundred times as many make the indexes a level deeper, and that level is read for each that waits. */
    @Test
    void counting_what_waits_reads_little_more_among_many_subscriptions() {
        try (var few = filled(FEW);
                var many = filled(MANY)) {
            assertThat(count(many)).isLessThanOrEqualTo(count(few) * 3 / 2);
        }
    }

    private static long count(KeeperDatabase tables) {
        var processors = new SqlArray("text", new String[] {PROCESSOR.value()});
        return blocks(tables, DueCharges.READY, processors, NOW.seconds(), 10_000);
    }

    private static void sent(KeeperDatabase tables, long id, String state, String ago) {
        tables.change("""
                INSERT INTO charge (module, id, window_id, payer, token, amount, due_at, state, key_address, nonce, sent_at)
                SELECT module, id, window_id, payer, token, 1, due_at, '%s', 'key', 1, now() - interval '%s'
                  FROM due WHERE id = %d
                """.formatted(state, ago, id));
    }

    private static long pick(KeeperDatabase tables) {
        return blocks(tables, DueCharges.LEASE, 60L, PROCESSOR.value(), NOW.seconds(), LOT);
    }

    private static String leased(KeeperDatabase tables) {
        return tables.ask("SELECT count(*) AS answer FROM due WHERE leased_until IS NOT NULL")
                .getFirst();
    }

    private static long blocks(KeeperDatabase tables, String sql, Object... parameters) {
        var plan = tables.database()
                .inTransaction(session -> session.query(
                        "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql, row -> row.text("QUERY PLAN"), parameters))
                .getFirst();
        return BLOCKS.matcher(plan)
                .results()
                .limit(List.of("Hit", "Read").size())
                .mapToLong(found -> Long.parseLong(found.group(2)))
                .sum();
    }

    /** One in so many is due, spread over the table; the journal of the last window lies beside. */
    private static KeeperDatabase filled(int subscriptions) {
        var tables = new KeeperDatabase();
        tables.change("""
                INSERT INTO due (module, id, processor, payer, token, window_id, due_at, billing_interval, allowance_expiry,
                                 reported, next_attempt_at)
                SELECT '0x' || lpad(to_hex(n %% 100), 40, '0'), n, '%1$s', '0x' || lpad(to_hex(n), 40, '0'), '%2$s', 7, at,
                       2592000, 9999999999, false, at
                  FROM (SELECT n, CASE WHEN n %% (%3$d / 400) = 0 THEN %4$d - n %% 60 ELSE %4$d + 1 + n %% 2592000 END AS at
                          FROM generate_series(1, %3$d) AS n) AS every
                """.formatted(PROCESSOR, TOKEN, subscriptions, NOW.seconds()));
        tables.change("""
                INSERT INTO submission (key_address, nonce, target, call_data, gas_limit, valid_until, state)
                VALUES ('key', 1, '', '', 0, 0, 'INCLUDED')
                """);
        tables.change("""
                INSERT INTO charge (module, id, window_id, payer, token, amount, due_at, state, key_address, nonce)
                SELECT module, id, 6, payer, token, 1, due_at, 'CHARGED', 'key', 1 FROM due
                """);
        tables.change("ANALYZE");
        return tables;
    }

    private static Address account(int number) {
        return new Address("0x%040x".formatted(number));
    }
}
