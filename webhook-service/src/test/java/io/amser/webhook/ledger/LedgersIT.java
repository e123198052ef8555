package io.amser.webhook.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.webhook.WebhookDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgersIT {
    private final WebhookDatabase database = new WebhookDatabase();
    private final Ledgers ledgers = new Ledgers();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whoever_writes_to_the_same_ledgers_at_once_waits_for_nobody_who_waits_for_him() {
        var endpoints = endpoints(200);
        var additions = IntStream.range(0, 40)
                .mapToObj(number -> add(number % 2 == 0 ? endpoints : endpoints.reversed()))
                .toList();

        Uni.join().all(additions).andFailFast().await().indefinitely();

        assertThat(ledgers.of(database.pool(), endpoints).await().indefinitely().values())
                .hasSize(200)
                .allSatisfy(ledger -> assertThat(ledger).isEqualTo(new Ledger(40, 0, 0, 40, 0, 0, 0, 0)))
                .allMatch(Ledger::addsUp);
    }

    @Test
    void all_ledgers_are_summed_up_and_those_that_do_not_add_up_are_counted() {
        assertThat(sum()).isEqualTo(LedgerSum.NONE);
        var endpoints = endpoints(3);
        add(endpoints).await().indefinitely();
        waiting(endpoints.getFirst(), false);
        waiting(endpoints.getFirst(), true);

        assertThat(sum()).isEqualTo(new LedgerSum(new Ledger(3, 0, 0, 3, 0, 0, 1, 1), 1));
        database.query("UPDATE ledger SET accepted = accepted + 2 WHERE endpoint = $1", Tuple.of(endpoints.getFirst()));
        assertThat(sum()).isEqualTo(new LedgerSum(new Ledger(5, 0, 0, 3, 0, 0, 1, 1), 0));
    }

    private LedgerSum sum() {
        return ledgers.sum(database.pool()).await().indefinitely();
    }

    private void waiting(UUID endpoint, boolean parked) {
        database.query("""
                INSERT INTO pending_delivery (endpoint, event_day, event_id, parked, due_at, created_at)
                VALUES ($1, '2026-04-01', 'evt_1', $2, now(), now())
                """, Tuple.of(endpoint, parked));
    }

    private Uni<Void> add(List<UUID> endpoints) {
        return database.pool()
                .withTransaction(tx -> ledgers.add(
                        tx,
                        endpoints.stream()
                                .map(endpoint -> LedgerEntry.offered(endpoint, 1, 1))
                                .toList()));
    }

    private List<UUID> endpoints(int count) {
        return database.query("""
                        INSERT INTO endpoint (id, merchant, url, description, event_types, ordered, state, created_at)
                        SELECT gen_random_uuid(), '0x01', 'https://hooks.shop.com/', '', '{}', false, 'ACTIVE', now()
                          FROM generate_series(1, %d)
                        RETURNING id
                        """.formatted(count)).stream()
                .map(row -> row.getUUID("id"))
                .toList();
    }
}
