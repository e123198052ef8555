package io.amser.webhook.replay;

import static io.amser.webhook.replay.ReplayStage.ALICE;
import static io.amser.webhook.replay.ReplayStage.ALL;
import static io.amser.webhook.replay.ReplayStage.BOB;
import static io.amser.webhook.replay.ReplayStage.DAY_BEFORE;
import static io.amser.webhook.replay.ReplayStage.FEW;
import static io.amser.webhook.replay.ReplayStage.NOW;
import static io.amser.webhook.replay.ReplayStage.await;
import static io.amser.webhook.replay.ReplayStage.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.webhook.delivery.Recipients;
import io.amser.webhook.endpoint.Endpoints;
import io.amser.webhook.event.EventType;
import io.amser.webhook.ledger.Ledger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a replay that is wished for again, paused, cancelled, or whose endpoint is disabled. */
class ReplayControlIT {
    private final ReplayStage stage = new ReplayStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void an_endpoint_has_one_replay_at_a_time_even_if_many_are_wished_for_at_once() {
        var endpoint = stage.endpoint(ALICE);
        stage.event(ALICE, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE);

        var codes = await(Uni.join()
                .all(Stream.generate(() -> code(stage.begin(ALICE, endpoint, ALL)))
                        .limit(8)
                        .toList())
                .andFailFast());

        assertThat(codes).containsOnlyOnce("none").contains("replay_under_way");
        await(stage.replica.turn());
        await(stage.begin(ALICE, endpoint, ALL));
    }

    @Test
    void none_begins_for_an_endpoint_that_was_disabled_or_deleted_while_it_was_counted() {
        var endpoint = stage.endpoint(ALICE);
        var found = stage.found(ALICE, endpoint);
        stage.disable(endpoint);
        assertThat(await(code(stage.merchants.begin(found, ALL)))).isEqualTo("endpoint_disabled");
        stage.database.query("UPDATE endpoint SET state = 'DELETED'");

        assertThat(await(code(stage.merchants.begin(found, ALL)))).isEqualTo("unknown_endpoint");
    }

    @Test
    void a_pause_lasts_until_it_is_resumed() {
        var endpoint = stage.endpoint(ALICE);
        var replay = stage.replayOf(endpoint, 6);
        await(stage.replica.turn());

        await(stage.merchants.pause(ALICE, replay.id()));
        stage.arrive(endpoint);
        await(stage.replica.turn());
        assertThat(stage.pending(endpoint)).isEmpty();
        assertThat(await(code(stage.begin(ALICE, endpoint, ALL)))).isEqualTo("replay_under_way");
        await(stage.merchants.resume(ALICE, replay.id()));
        await(stage.replica.turn());

        assertThat(stage.pending(endpoint)).hasSize(2);
    }

    @Test
    void cancelling_ends_what_was_made_and_is_not_done_and_the_ledger_knows_it() {
        var endpoint = stage.endpoint(ALICE);
        var replay = stage.replayOf(endpoint, 6);
        await(stage.replica.turn());

        assertThat(await(stage.merchants.cancel(ALICE, replay.id())).state()).isEqualTo(ReplayState.CANCELLED);
        await(stage.replica.turn());

        assertThat(stage.pending(endpoint)).isEmpty();
        assertThat(stage.ledger(endpoint)).isEqualTo(new Ledger(4, 0, 0, 0, 0, 4, 0, 0));
        assertThat(await(code(stage.merchants.cancel(ALICE, replay.id())))).isEqualTo("replay_over");
        assertThat(await(code(stage.merchants.resume(ALICE, replay.id())))).isEqualTo("replay_over");
        assertThat(await(code(stage.merchants.pause(ALICE, replay.id())))).isEqualTo("replay_over");
    }

    @Test
    void whoever_was_or_may_have_been_sent_something_before_the_end_still_hears_that_it_is_taken_back() {
        var endpoint = stage.endpoint(ALICE);
        var replay = stage.replayOf(endpoint, 6);
        await(stage.replica.turn());
        var made = stage.pending(endpoint);
        var attempted = made.getFirst();
        var underWay = made.getLast();
        stage.database.query(
                "UPDATE pending_delivery SET attempts = 1 WHERE event_id = $1", Tuple.of(attempted.value()));
        stage.database.query(
                "UPDATE pending_delivery SET leased_until = now() WHERE event_id = $1", Tuple.of(underWay.value()));

        await(stage.merchants.cancel(ALICE, replay.id()));

        var recipients = await(stage.database.pool().withTransaction(tx -> new Recipients().of(tx, made)));
        assertThat(recipients).isEqualTo(Map.of(attempted, Set.of(endpoint), underWay, Set.of(endpoint)));
    }

    @Test
    void steps_and_an_end_at_the_same_time_leave_a_ledger_that_adds_up() {
        for (var round = 0; round < 10; round++) {
            var endpoint = stage.endpoint(ALICE);
            var replay = stage.replayOf(endpoint, 6);

            await(Uni.join()
                    .all(Stream.of(
                                    stage.replica.turn(),
                                    stage.replica(FEW).turn(),
                                    stage.merchants.cancel(ALICE, replay.id()),
                                    stage.replica.turn())
                            .map(Uni::replaceWithVoid)
                            .toList())
                    .andFailFast());
            await(stage.replica.turn());

            assertThat(stage.pending(endpoint)).isEmpty();
            stage.addsUp(endpoint);
            stage.database.query("DELETE FROM event");
        }
    }

    @Test
    void while_its_endpoint_is_disabled_a_replay_waits_and_none_begins() {
        var endpoint = stage.endpoint(ALICE);
        var replay = stage.replayOf(endpoint, 6);
        stage.disable(endpoint);

        await(stage.replica.turn());
        assertThat(stage.pending(endpoint)).isEmpty();
        assertThat(await(stage.merchants.known(ALICE, replay.id())).state()).isEqualTo(ReplayState.RUNNING);
        await(stage.merchants.cancel(ALICE, replay.id()));

        assertThat(await(code(stage.begin(ALICE, endpoint, ALL)))).isEqualTo("endpoint_disabled");
        stage.database.query("UPDATE endpoint SET state = 'PROBING', probe = 'evt_1'");
        assertThat(await(code(stage.begin(ALICE, endpoint, ALL)))).isEqualTo("endpoint_disabled");
    }

    @Test
    void who_takes_nothing_is_not_given_more_and_more() {
        var endpoint = stage.endpoint(ALICE);
        stage.replayOf(endpoint, 6);
        await(stage.replica.turn());
        stage.database.query("UPDATE pending_delivery SET attempts = 1, replay = (SELECT id FROM replay)");
        stage.database.query("""
                INSERT INTO pending_delivery (endpoint, event_day, event_id, parked, due_at, created_at, attempts, replay)
                SELECT $1, '2026-04-09', 'evt_' || n, false, now(), now(), 1, (SELECT id FROM replay)
                  FROM generate_series(1, $2::bigint) n
                """, Tuple.of(endpoint, (long) MakeReplays.MOST_WAITING - FEW));

        assertThat(await(stage.replica.turn())).isZero();
    }

    @Test
    void a_replay_that_cannot_go_on_keeps_back_no_other() {
        var broken = stage.endpoint(ALICE);
        var healthy = stage.endpoint(BOB);
        stage.replayOf(broken, 2);
        stage.database.query("UPDATE replay SET event_types = '{NO_SUCH_TYPE}'");
        stage.event(BOB, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE);
        await(stage.begin(BOB, healthy, ALL));

        await(stage.replica.turn());

        assertThat(stage.pending(healthy)).hasSize(1);
    }

    @Test
    void strangers_learn_nothing_and_change_nothing() {
        var endpoint = stage.endpoint(ALICE);
        var replay = stage.replayOf(endpoint, 6);

        assertThat(Stream.of(
                                stage.merchants.known(BOB, replay.id()),
                                stage.merchants.pause(BOB, replay.id()),
                                stage.merchants.resume(BOB, replay.id()),
                                stage.merchants.cancel(BOB, replay.id()))
                        .map(asked -> await(code(asked))))
                .containsOnly("unknown_replay");
        assertThat(await(new Endpoints().find(stage.database.pool(), BOB, endpoint)))
                .isEmpty();
        assertThat(await(new Replays().of(stage.database.pool(), BOB, endpoint)))
                .isEmpty();
        assertThat(await(stage.merchants.known(ALICE, replay.id())).state()).isEqualTo(ReplayState.RUNNING);
    }

    @Test
    void replays_of_long_ago_are_forgotten_with_the_next_one() {
        var endpoint = stage.endpoint(ALICE);
        stage.replayOf(endpoint, 1);
        await(stage.replica.turn());
        stage.database.query(
                "UPDATE replay SET finished_at = $1",
                Tuple.of(NOW.minusSeconds(30 * 86_400 + 1).atOffset(ZoneOffset.UTC)));

        var next = await(stage.begin(ALICE, endpoint, ALL));

        assertThat(await(new Replays().of(stage.database.pool(), ALICE, endpoint)))
                .extracting(Replay::id)
                .containsExactly(next.id());
    }
}
