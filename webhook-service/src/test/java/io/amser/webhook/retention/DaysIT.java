package io.amser.webhook.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.process.Readiness;
import io.amser.webhook.WebhookDatabase;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DaysIT {
    private static final LocalDate OLD = LocalDate.parse("2026-03-01");
    private static final LocalDate NEW = LocalDate.parse("2026-03-02");

    private final WebhookDatabase database = new WebhookDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_day_goes_with_its_bodies_and_what_was_parked_since_then_is_written_off() {
        var endpoint = endpoint();
        parked(endpoint, OLD, 1);
        parked(endpoint, NEW, 2);

        new Days().forgetBefore(database.pool(), NEW).await().indefinitely();

        assertThat(database.query("SELECT day FROM event"))
                .extracting(row -> row.getLocalDate("day"))
                .containsExactly(NEW);
        assertThat(database.query("SELECT event_day FROM pending_delivery"))
                .extracting(row -> row.getLocalDate("event_day"))
                .containsExactly(NEW);
        assertThat(database.query("SELECT dropped FROM ledger"))
                .extracting(row -> row.getLong("dropped"))
                .containsExactly(1L);
        assertThat(database.query("SELECT make_day('2026-03-01') AS made")
                        .getFirst()
                        .getBoolean("made"))
                .isTrue();
    }

    @Test
    void who_writes_into_a_day_that_was_made_ahead_waits_for_nobody_who_reads() {
        new Days().make(database.pool(), NEW).await().indefinitely();

        var made = database.pool()
                .withTransaction(reading -> reading.query("SELECT count(*) FROM event")
                        .execute()
                        .chain(() -> database.pool()
                                .query("SELECT make_day('2026-03-02') AS made")
                                .execute()))
                .await()
                .atMost(Duration.ofSeconds(30));

        assertThat(made.iterator().next().getBoolean("made")).isFalse();
    }

    @Test
    void whoever_writes_into_a_day_is_not_kept_from_the_ledger_of_what_is_written_off() {
        var endpoint = endpoint();
        database.query("INSERT INTO ledger (endpoint) VALUES ($1)", Tuple.of(endpoint));
        parked(endpoint, OLD, 1);
        parked(endpoint, NEW, 2);
        var writer = database.pool().getConnection().await().indefinitely();
        ask(writer, "BEGIN; LOCK TABLE event IN ROW EXCLUSIVE MODE");

        var forgotten = new Days().forgetBefore(database.pool(), NEW).subscribeAsCompletionStage();
        untilBlocked(forgotten);

        ask(writer, "SELECT FROM ledger FOR UPDATE NOWAIT");
        ask(writer, "COMMIT");
        writer.close().await().indefinitely();
        assertThat(database.query("SELECT dropped FROM ledger"))
                .extracting(row -> row.getLong("dropped"))
                .containsExactly(1L);
    }

    /** Waits for somebody else, or is done. */
    private void untilBlocked(CompletableFuture<?> asked) {
        assertThat(Readiness.isReadyWithin(
                        Duration.ofSeconds(30),
                        () -> asked.isDone() || !database.query("""
                                        SELECT FROM pg_stat_activity
                                         WHERE wait_event_type = 'Lock' AND datname = current_database()
                                        """).isEmpty()))
                .isTrue();
    }

    private static void ask(SqlConnection connection, String sql) {
        connection.query(sql).execute().await().indefinitely();
    }

    @Test
    void where_nothing_is_old_nothing_happens_twice_either() {
        parked(UUID.randomUUID(), NEW, 1);

        for (var i = 0; i < 2; i++) {
            new Days().forgetBefore(database.pool(), NEW).await().indefinitely();
        }

        assertThat(database.query("SELECT day FROM event")).hasSize(1);
    }

    private UUID endpoint() {
        var endpoint = UUID.randomUUID();
        database.query("""
                INSERT INTO endpoint (id, merchant, url, description, event_types, ordered, state, created_at,
                                      disabled_by)
                VALUES ($1, '0x01', 'https://hooks.shop.com/', '', '{}', false, 'DISABLED', now(), 'MERCHANT')
                """, Tuple.of(endpoint));
        return endpoint;
    }

    private void parked(UUID endpoint, LocalDate day, long position) {
        database.query("SELECT make_day($1)", Tuple.of(day));
        database.query("""
                INSERT INTO event (day, id, merchant, position, type, created_at, body)
                VALUES ($1, $2, '0x01', $3, 'PLAN_CREATED', now(), ''::bytea)
                """, Tuple.of(day, "evt_" + position, position));
        database.query("""
                INSERT INTO pending_delivery (endpoint, event_day, event_id, parked, due_at, created_at)
                VALUES ($1, $2, $3, true, now(), now())
                """, Tuple.of(endpoint, day, "evt_" + position));
    }
}
