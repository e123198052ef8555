package io.amser.webhook.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.process.Readiness;
import io.amser.protocol.Address;
import io.amser.protocol.EventId;
import io.amser.webhook.WebhookDatabase;
import io.amser.webhook.delivery.Recipients;
import io.amser.webhook.endpoint.DisabledBy;
import io.amser.webhook.endpoint.Endpoint;
import io.amser.webhook.endpoint.Endpoints;
import io.amser.webhook.endpoint.Listeners;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.Samples;
import io.amser.webhook.event.WebhookIds;
import io.amser.webhook.http.ProblemException;
import io.amser.webhook.ledger.Ledger;
import io.amser.webhook.ledger.Ledgers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplaysIT {
    private static final Instant NOW = Instant.parse("2026-04-10T12:00:00Z");
    private static final Instant DAY_BEFORE = Instant.parse("2026-04-09T23:00:00Z");
    private static final Address ALICE = Samples.address(0xa);
    private static final Address BOB = Samples.address(0xb);
    private static final ReplayWish ALL = new ReplayWish(Instant.parse("2026-04-09T01:00:00Z"), NOW, Set.of());
    private static final int FEW = 4;

    private final WebhookDatabase database = new WebhookDatabase();
    private final MerchantReplays merchants = new MerchantReplays(database.pool(), () -> NOW);
    private final MakeReplays replica = replica(FEW);
    private int made;

    ReplaysIT() {
        database.query("SELECT make_day('2026-04-09'), make_day('2026-04-10')");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void every_event_of_the_time_is_made_a_delivery_once_in_steps_that_wait_for_each_other() {
        var endpoint = endpoint(ALICE);
        event(ALICE, EventType.PAYMENT_SUCCEEDED, ALL.since().minusMillis(1));
        var events = IntStream.range(0, 11)
                .mapToObj(number ->
                        event(ALICE, EventType.PAYMENT_SUCCEEDED, number < 5 ? DAY_BEFORE : NOW.minusSeconds(1)))
                .toList();
        event(ALICE, EventType.PAYMENT_SUCCEEDED, NOW);
        event(BOB, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE);

        assertThat(await(merchants.count(found(ALICE, endpoint), ALL))).isEqualTo(11);
        var replay = await(begin(ALICE, endpoint, ALL));
        for (var step = 0; step < 20; step++) {
            await(replica.turn());
            assertThat(pending(endpoint)).hasSizeLessThanOrEqualTo(FEW);
            addsUp(endpoint);
            arrive(endpoint);
        }

        assertThat(delivered(endpoint)).containsExactlyInAnyOrderElementsOf(events);
        var after = await(merchants.known(ALICE, replay.id()));
        assertThat(after)
                .extracting(Replay::state, Replay::total, Replay::replayed, Replay::skipped, Replay::pending)
                .containsExactly(ReplayState.COMPLETED, 11L, 11L, 0L, 0L);
        assertThat(after.finishedAt()).hasValue(NOW);
        assertThat(ledger(endpoint).accepted()).isEqualTo(11);
    }

    @Test
    void many_replicas_make_no_delivery_twice() {
        var endpoint = endpoint(ALICE);
        var events = IntStream.range(0, 60)
                .mapToObj(_ -> event(ALICE, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE))
                .toList();
        var replay = await(begin(ALICE, endpoint, ALL));

        var replicas = Stream.generate(() -> replica(20)).limit(4).toList();
        while (await(merchants.known(ALICE, replay.id())).state() == ReplayState.RUNNING) {
            await(Uni.join()
                    .all(replicas.stream().map(MakeReplays::turn).toList())
                    .andFailFast());
            assertThat(pending(endpoint)).hasSizeLessThanOrEqualTo(20);
            arrive(endpoint);
        }

        assertThat(delivered(endpoint)).containsExactlyInAnyOrderElementsOf(events);
        addsUp(endpoint);
    }

    @Test
    void a_crash_in_the_midst_of_a_step_neither_loses_nor_doubles() {
        var endpoint = endpoint(ALICE);
        var events = IntStream.range(0, 6)
                .mapToObj(_ -> event(ALICE, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE))
                .toList();
        await(begin(ALICE, endpoint, ALL));

        for (var table : List.of("replay", "ledger", "pending_delivery")) {
            database.query("ALTER TABLE %s ADD CONSTRAINT crash CHECK (false) NOT VALID".formatted(table));
            assertThat(await(replica.turn().onFailure().recoverWithItem(0))).isZero();
            database.query("ALTER TABLE %s DROP CONSTRAINT crash".formatted(table));
            assertThat(pending(endpoint)).isEmpty();
        }
        await(replica.turn());
        arrive(endpoint);
        await(replica.turn());
        arrive(endpoint);

        assertThat(delivered(endpoint)).containsExactlyInAnyOrderElementsOf(events);
        addsUp(endpoint);
    }

    @Test
    void only_what_the_endpoint_wants_and_the_wish_names_comes() {
        var module = Samples.address(0x77);
        var endpoint = endpoint(ALICE);
        database.query(
                "UPDATE endpoint SET event_types = $2, module = $3, plan_id = 7 WHERE id = $1",
                Tuple.of(endpoint, new String[] {"PAYMENT_SUCCEEDED", "PAYMENT_FAILED"}, module.value()));
        var wanted = event(ALICE, EventType.PAYMENT_FAILED, DAY_BEFORE);
        database.query("UPDATE event SET module = $1, plan_id = 7", Tuple.of(module.value()));
        event(ALICE, EventType.PAYMENT_FAILED, DAY_BEFORE);
        var other = event(ALICE, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE);
        var third = event(ALICE, EventType.PLAN_CREATED, DAY_BEFORE);
        database.query(
                "UPDATE event SET module = $1, plan_id = 7 WHERE id = ANY ($2)",
                Tuple.of(module.value(), new String[] {other.value(), third.value()}));
        var wish = new ReplayWish(ALL.since(), NOW, Set.of(EventType.PAYMENT_FAILED, EventType.PLAN_CREATED));

        assertThat(await(merchants.count(found(ALICE, endpoint), wish))).isEqualTo(1);
        await(begin(ALICE, endpoint, wish));
        await(replica.turn());

        assertThat(pending(endpoint)).containsExactly(wanted);
    }

    @Test
    void what_was_taken_back_is_left_out_and_its_retraction_comes_however_the_wish_reads() {
        var endpoint = endpoint(ALICE);
        var gone = event(ALICE, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE);
        var standing = event(ALICE, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE);
        var unwanted = event(ALICE, EventType.PLAN_CREATED, DAY_BEFORE);
        var replay =
                await(begin(ALICE, endpoint, new ReplayWish(ALL.since(), NOW, Set.of(EventType.PAYMENT_SUCCEEDED))));
        var early = retraction(ALICE, gone, EventType.PAYMENT_SUCCEEDED);
        retraction(ALICE, unwanted, EventType.PLAN_CREATED);

        await(replica.turn());

        assertThat(pending(endpoint)).containsExactly(standing);
        assertThat(await(merchants.known(ALICE, replay.id())).skipped()).isEqualTo(1);
        arrive(endpoint);
        await(begin(ALICE, endpoint, new ReplayWish(ALL.since(), NOW, Set.of(EventType.PAYMENT_SUCCEEDED))));
        await(replica.turn());
        assertThat(pending(endpoint)).containsExactlyInAnyOrder(standing, early);
    }

    @Test
    void what_is_being_taken_back_while_its_turn_comes_is_not_brought() {
        var endpoint = endpoint(ALICE);
        var gone = event(ALICE, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE);
        await(begin(ALICE, endpoint, ALL));

        var step = new AtomicReference<CompletableFuture<Integer>>();
        await(database.pool()
                .withTransaction(tx -> new Listeners()
                        .of(tx, List.of(ALICE))
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(() -> {
                            step.set(replica.turn().subscribeAsCompletionStage());
                            untilBlocked(step.get());
                            retraction(ALICE, gone, EventType.PAYMENT_SUCCEEDED);
                        })));
        step.get().join();

        assertThat(pending(endpoint)).isEmpty();
    }

    @Test
    void whoever_pauses_what_is_just_being_completed_learns_that_it_is_over() {
        var endpoint = endpoint(ALICE);
        var replay = replayOf(endpoint, 1);

        var pausing = new AtomicReference<CompletableFuture<String>>();
        await(database.pool()
                .withTransaction(tx -> new Replays()
                        .hold(tx, ALICE, replay.id())
                        .chain(() -> new Replays().change(tx, replay.id(), ReplayState.COMPLETED, NOW))
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(() -> {
                            pausing.set(
                                    code(merchants.pause(ALICE, replay.id())).subscribeAsCompletionStage());
                            untilBlocked(pausing.get());
                        })));

        assertThat(pausing.get().join()).isEqualTo("replay_over");
        assertThat(await(merchants.known(ALICE, replay.id())).state()).isEqualTo(ReplayState.COMPLETED);
    }

    @Test
    void news_of_endpoints_and_what_happens_after_the_wish_are_not_part_of_it() {
        var endpoint = endpoint(ALICE);
        event(ALICE, EventType.ENDPOINT_TEST, DAY_BEFORE);
        event(ALICE, EventType.ENDPOINT_FAILING, DAY_BEFORE);
        var replay = await(begin(ALICE, endpoint, ALL));
        event(ALICE, EventType.PAYMENT_SUCCEEDED, NOW.minusSeconds(1));

        await(replica.turn());

        assertThat(pending(endpoint)).isEmpty();
        assertThat(await(merchants.known(ALICE, replay.id())).state()).isEqualTo(ReplayState.COMPLETED);
    }

    @Test
    void what_the_chain_is_not_sure_of_yet_is_awaited_in_a_replay_too() {
        var endpoint = endpoint(ALICE);
        database.query("UPDATE endpoint SET at = 'FINALIZED'");
        var body = "{\"data\":{\"block_number\":\"7\"}}";
        event(ALICE, EventId.of(new UUID(9, made)), EventType.PAYMENT_SUCCEEDED, DAY_BEFORE, body);
        event(ALICE, EventType.PAYMENT_DELAYED, DAY_BEFORE);
        await(begin(ALICE, endpoint, ALL));

        await(replica.turn());

        assertThat(database.query(
                        "SELECT awaits, block, due_at = 'infinity' AS never FROM pending_delivery ORDER BY block"))
                .extracting(row -> row.getString("awaits") + " " + row.getLong("block") + " " + row.getBoolean("never"))
                .containsExactly("FINALIZED 7 true", "null null false");
    }

    @Test
    void an_endpoint_has_one_replay_at_a_time_even_if_many_are_wished_for_at_once() {
        var endpoint = endpoint(ALICE);
        event(ALICE, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE);

        var codes = await(Uni.join()
                .all(Stream.generate(() -> code(begin(ALICE, endpoint, ALL)))
                        .limit(8)
                        .toList())
                .andFailFast());

        assertThat(codes).containsOnlyOnce("none").contains("replay_under_way");
        await(replica.turn());
        await(begin(ALICE, endpoint, ALL));
    }

    @Test
    void none_begins_for_an_endpoint_that_was_disabled_or_deleted_while_it_was_counted() {
        var endpoint = endpoint(ALICE);
        var found = found(ALICE, endpoint);
        disable(endpoint);
        assertThat(await(code(merchants.begin(found, ALL)))).isEqualTo("endpoint_disabled");
        database.query("UPDATE endpoint SET state = 'DELETED'");

        assertThat(await(code(merchants.begin(found, ALL)))).isEqualTo("unknown_endpoint");
    }

    @Test
    void a_pause_lasts_until_it_is_resumed() {
        var endpoint = endpoint(ALICE);
        var replay = replayOf(endpoint, 6);
        await(replica.turn());

        await(merchants.pause(ALICE, replay.id()));
        arrive(endpoint);
        await(replica.turn());
        assertThat(pending(endpoint)).isEmpty();
        assertThat(await(code(begin(ALICE, endpoint, ALL)))).isEqualTo("replay_under_way");
        await(merchants.resume(ALICE, replay.id()));
        await(replica.turn());

        assertThat(pending(endpoint)).hasSize(2);
    }

    @Test
    void cancelling_ends_what_was_made_and_is_not_done_and_the_ledger_knows_it() {
        var endpoint = endpoint(ALICE);
        var replay = replayOf(endpoint, 6);
        await(replica.turn());

        assertThat(await(merchants.cancel(ALICE, replay.id())).state()).isEqualTo(ReplayState.CANCELLED);
        await(replica.turn());

        assertThat(pending(endpoint)).isEmpty();
        assertThat(ledger(endpoint)).isEqualTo(new Ledger(4, 0, 0, 0, 0, 4, 0, 0));
        assertThat(await(code(merchants.cancel(ALICE, replay.id())))).isEqualTo("replay_over");
        assertThat(await(code(merchants.resume(ALICE, replay.id())))).isEqualTo("replay_over");
        assertThat(await(code(merchants.pause(ALICE, replay.id())))).isEqualTo("replay_over");
    }

    @Test
    void whoever_was_or_may_have_been_sent_something_before_the_end_still_hears_that_it_is_taken_back() {
        var endpoint = endpoint(ALICE);
        var replay = replayOf(endpoint, 6);
        await(replica.turn());
        var made = pending(endpoint);
        var attempted = made.getFirst();
        var underWay = made.getLast();
        database.query("UPDATE pending_delivery SET attempts = 1 WHERE event_id = $1", Tuple.of(attempted.value()));
        database.query(
                "UPDATE pending_delivery SET leased_until = now() WHERE event_id = $1", Tuple.of(underWay.value()));

        await(merchants.cancel(ALICE, replay.id()));

        var recipients = await(database.pool().withTransaction(tx -> new Recipients().of(tx, made)));
        assertThat(recipients).isEqualTo(Map.of(attempted, Set.of(endpoint), underWay, Set.of(endpoint)));
    }

    @Test
    void steps_and_an_end_at_the_same_time_leave_a_ledger_that_adds_up() {
        for (var round = 0; round < 10; round++) {
            var endpoint = endpoint(ALICE);
            var replay = replayOf(endpoint, 6);

            await(Uni.join()
                    .all(Stream.of(
                                    replica.turn(),
                                    replica(FEW).turn(),
                                    merchants.cancel(ALICE, replay.id()),
                                    replica.turn())
                            .map(Uni::replaceWithVoid)
                            .toList())
                    .andFailFast());
            await(replica.turn());

            assertThat(pending(endpoint)).isEmpty();
            addsUp(endpoint);
            database.query("DELETE FROM event");
        }
    }

    @Test
    void while_its_endpoint_is_disabled_a_replay_waits_and_none_begins() {
        var endpoint = endpoint(ALICE);
        var replay = replayOf(endpoint, 6);
        disable(endpoint);

        await(replica.turn());
        assertThat(pending(endpoint)).isEmpty();
        assertThat(await(merchants.known(ALICE, replay.id())).state()).isEqualTo(ReplayState.RUNNING);
        await(merchants.cancel(ALICE, replay.id()));

        assertThat(await(code(begin(ALICE, endpoint, ALL)))).isEqualTo("endpoint_disabled");
        database.query("UPDATE endpoint SET state = 'PROBING', probe = 'evt_1'");
        assertThat(await(code(begin(ALICE, endpoint, ALL)))).isEqualTo("endpoint_disabled");
    }

    @Test
    void who_takes_nothing_is_not_given_more_and_more() {
        var endpoint = endpoint(ALICE);
        replayOf(endpoint, 6);
        await(replica.turn());
        database.query("UPDATE pending_delivery SET attempts = 1, replay = (SELECT id FROM replay)");
        database.query("""
                INSERT INTO pending_delivery (endpoint, event_day, event_id, parked, due_at, created_at, attempts, replay)
                SELECT $1, '2026-04-09', 'evt_' || n, false, now(), now(), 1, (SELECT id FROM replay)
                  FROM generate_series(1, $2::bigint) n
                """, Tuple.of(endpoint, (long) MakeReplays.MOST_WAITING - FEW));

        assertThat(await(replica.turn())).isZero();
    }

    @Test
    void a_replay_that_cannot_go_on_keeps_back_no_other() {
        var broken = endpoint(ALICE);
        var healthy = endpoint(BOB);
        replayOf(broken, 2);
        database.query("UPDATE replay SET event_types = '{NO_SUCH_TYPE}'");
        event(BOB, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE);
        await(begin(BOB, healthy, ALL));

        await(replica.turn());

        assertThat(pending(healthy)).hasSize(1);
    }

    @Test
    void strangers_learn_nothing_and_change_nothing() {
        var endpoint = endpoint(ALICE);
        var replay = replayOf(endpoint, 6);

        assertThat(Stream.of(
                                merchants.known(BOB, replay.id()),
                                merchants.pause(BOB, replay.id()),
                                merchants.resume(BOB, replay.id()),
                                merchants.cancel(BOB, replay.id()))
                        .map(asked -> await(code(asked))))
                .containsOnly("unknown_replay");
        assertThat(await(new Endpoints().find(database.pool(), BOB, endpoint))).isEmpty();
        assertThat(await(new Replays().of(database.pool(), BOB, endpoint))).isEmpty();
        assertThat(await(merchants.known(ALICE, replay.id())).state()).isEqualTo(ReplayState.RUNNING);
    }

    @Test
    void replays_of_long_ago_are_forgotten_with_the_next_one() {
        var endpoint = endpoint(ALICE);
        replayOf(endpoint, 1);
        await(replica.turn());
        database.query(
                "UPDATE replay SET finished_at = $1",
                Tuple.of(NOW.minusSeconds(30 * 86_400 + 1).atOffset(ZoneOffset.UTC)));

        var next = await(begin(ALICE, endpoint, ALL));

        assertThat(await(new Replays().of(database.pool(), ALICE, endpoint)))
                .extracting(Replay::id)
                .containsExactly(next.id());
    }

    private Uni<Replay> begin(Address merchant, UUID endpoint, ReplayWish wish) {
        return new Endpoints()
                .find(database.pool(), merchant, endpoint)
                .chain(found -> merchants.begin(found.orElseThrow(), wish));
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

    private Replay replayOf(UUID endpoint, int events) {
        IntStream.range(0, events).forEach(_ -> event(ALICE, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE));
        return await(begin(ALICE, endpoint, ALL));
    }

    private MakeReplays replica(int most) {
        return new MakeReplays(database.pool(), () -> NOW, most);
    }

    private UUID endpoint(Address merchant) {
        var id = UUID.randomUUID();
        database.query("""
                INSERT INTO endpoint (id, merchant, url, description, event_types, ordered, state, created_at)
                VALUES ($1, $2, 'https://hooks.shop.com/', '', '{}', true, 'ACTIVE', now())
                """, Tuple.of(id, merchant.value()));
        database.query("INSERT INTO ledger (endpoint) VALUES ($1)", Tuple.of(id));
        return id;
    }

    private void disable(UUID endpoint) {
        await(database.pool()
                .withTransaction(tx -> new Endpoints().disable(tx, List.of(endpoint), DisabledBy.MERCHANT)));
    }

    private Endpoint found(Address merchant, UUID endpoint) {
        return await(new Endpoints().find(database.pool(), merchant, endpoint)).orElseThrow();
    }

    private EventId event(Address merchant, EventType type, Instant createdAt) {
        return event(merchant, EventId.of(new UUID(9, made)), type, createdAt, "{}");
    }

    private EventId retraction(Address merchant, EventId of, EventType type) {
        return event(
                merchant,
                WebhookIds.retractionOf(of),
                EventType.EVENT_RETRACTED,
                DAY_BEFORE.plusSeconds(1),
                "{\"data\":{\"retracted_type\":\"" + type.apiName() + "\"}}");
    }

    private EventId event(Address merchant, EventId id, EventType type, Instant createdAt, String body) {
        made++;
        database.query("""
                INSERT INTO merchant_position AS p (merchant, last) VALUES ($1, 1)
                    ON CONFLICT (merchant) DO UPDATE SET last = p.last + 1
                """, Tuple.of(merchant.value()));
        database.query(
                """
                INSERT INTO event (day, id, merchant, position, type, created_at, body)
                SELECT ($4::timestamptz AT TIME ZONE 'UTC')::date, $1, $2, last, $3, $4, $5
                  FROM merchant_position WHERE merchant = $2
                """,
                Tuple.of(
                        id.value(),
                        merchant.value(),
                        type.name(),
                        createdAt.atOffset(ZoneOffset.UTC),
                        Buffer.buffer(body)));
        return id;
    }

    /** Everything that waits for the endpoint is delivered. */
    private void arrive(UUID endpoint) {
        database.query("""
                WITH done AS (DELETE FROM pending_delivery WHERE endpoint = $1 RETURNING *),
                     kept AS (INSERT INTO finished_delivery (id, endpoint, event_day, event_id, outcome, attempts,
                                                             created_at, finished_at)
                              SELECT id, endpoint, event_day, event_id, 'DELIVERED', 1, created_at, now() FROM done)
                UPDATE ledger SET delivered = delivered + (SELECT count(*) FROM done) WHERE endpoint = $1
                """, Tuple.of(endpoint));
    }

    private List<EventId> pending(UUID endpoint) {
        return events("SELECT event_id FROM pending_delivery WHERE endpoint = $1 AND replay IS NOT NULL", endpoint);
    }

    private List<EventId> delivered(UUID endpoint) {
        return events("SELECT event_id FROM finished_delivery WHERE endpoint = $1", endpoint);
    }

    private List<EventId> events(String sql, UUID endpoint) {
        return database.query(sql, Tuple.of(endpoint)).stream()
                .map((Row row) -> new EventId(row.getString("event_id")))
                .toList();
    }

    private Ledger ledger(UUID endpoint) {
        return await(new Ledgers().of(database.pool(), List.of(endpoint))).getOrDefault(endpoint, Ledger.EMPTY);
    }

    private void addsUp(UUID endpoint) {
        assertThat(ledger(endpoint))
                .satisfies(ledger ->
                        assertThat(ledger.addsUp()).as(ledger.toString()).isTrue());
    }

    /** With which code it is refused. */
    private static Uni<String> code(Uni<?> asked) {
        return asked.map(_ -> "none")
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> failure.code().code());
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().indefinitely();
    }
}
