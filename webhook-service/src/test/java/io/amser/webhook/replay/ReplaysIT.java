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

import io.amser.webhook.endpoint.Listeners;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.Samples;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a replay brings. */
class ReplaysIT {
    private final ReplayStage stage = new ReplayStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void every_event_of_the_time_is_made_a_delivery_once_in_steps_that_wait_for_each_other() {
        var endpoint = stage.endpoint(ALICE);
        stage.event(ALICE, EventType.PAYMENT_SUCCEEDED, ALL.since().minusMillis(1));
        var events = IntStream.range(0, 11)
                .mapToObj(number ->
                        stage.event(ALICE, EventType.PAYMENT_SUCCEEDED, number < 5 ? DAY_BEFORE : NOW.minusSeconds(1)))
                .toList();
        stage.event(ALICE, EventType.PAYMENT_SUCCEEDED, NOW);
        stage.event(BOB, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE);

        assertThat(await(stage.merchants.count(stage.found(ALICE, endpoint), ALL)))
                .isEqualTo(11);
        var replay = await(stage.begin(ALICE, endpoint, ALL));
        for (var step = 0; step < 20; step++) {
            await(stage.replica.turn());
            assertThat(stage.pending(endpoint)).hasSizeLessThanOrEqualTo(FEW);
            stage.addsUp(endpoint);
            stage.arrive(endpoint);
        }

        assertThat(stage.delivered(endpoint)).containsExactlyInAnyOrderElementsOf(events);
        var after = await(stage.merchants.known(ALICE, replay.id()));
        assertThat(after)
                .extracting(Replay::state, Replay::total, Replay::replayed, Replay::skipped, Replay::pending)
                .containsExactly(ReplayState.COMPLETED, 11L, 11L, 0L, 0L);
        assertThat(after.finishedAt()).hasValue(NOW);
        assertThat(stage.ledger(endpoint).accepted()).isEqualTo(11);
    }

    @Test
    void many_replicas_make_no_delivery_twice() {
        var endpoint = stage.endpoint(ALICE);
        var events = IntStream.range(0, 60)
                .mapToObj(_ -> stage.event(ALICE, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE))
                .toList();
        var replay = await(stage.begin(ALICE, endpoint, ALL));

        var replicas = Stream.generate(() -> stage.replica(20)).limit(4).toList();
        while (await(stage.merchants.known(ALICE, replay.id())).state() == ReplayState.RUNNING) {
            await(Uni.join()
                    .all(replicas.stream().map(MakeReplays::turn).toList())
                    .andFailFast());
            assertThat(stage.pending(endpoint)).hasSizeLessThanOrEqualTo(20);
            stage.arrive(endpoint);
        }

        assertThat(stage.delivered(endpoint)).containsExactlyInAnyOrderElementsOf(events);
        stage.addsUp(endpoint);
    }

    @Test
    void a_crash_in_the_midst_of_a_step_neither_loses_nor_doubles() {
        var endpoint = stage.endpoint(ALICE);
        var events = IntStream.range(0, 6)
                .mapToObj(_ -> stage.event(ALICE, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE))
                .toList();
        await(stage.begin(ALICE, endpoint, ALL));

        for (var table : List.of("replay", "ledger", "pending_delivery")) {
            stage.database.query("ALTER TABLE %s ADD CONSTRAINT crash CHECK (false) NOT VALID".formatted(table));
            assertThat(await(stage.replica.turn().onFailure().recoverWithItem(0)))
                    .isZero();
            stage.database.query("ALTER TABLE %s DROP CONSTRAINT crash".formatted(table));
            assertThat(stage.pending(endpoint)).isEmpty();
        }
        await(stage.replica.turn());
        stage.arrive(endpoint);
        await(stage.replica.turn());
        stage.arrive(endpoint);

        assertThat(stage.delivered(endpoint)).containsExactlyInAnyOrderElementsOf(events);
        stage.addsUp(endpoint);
    }

    @Test
    void only_what_the_endpoint_wants_and_the_wish_names_comes() {
        var module = Samples.address(0x77);
        var endpoint = stage.endpoint(ALICE);
        stage.database.query(
                "UPDATE endpoint SET event_types = $2, module = $3, plan_id = 7 WHERE id = $1",
                Tuple.of(endpoint, new String[] {"PAYMENT_SUCCEEDED", "PAYMENT_FAILED"}, module.value()));
        var wanted = stage.event(ALICE, EventType.PAYMENT_FAILED, DAY_BEFORE);
        stage.database.query("UPDATE event SET module = $1, plan_id = 7", Tuple.of(module.value()));
        stage.event(ALICE, EventType.PAYMENT_FAILED, DAY_BEFORE);
        var other = stage.event(ALICE, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE);
        var third = stage.event(ALICE, EventType.PLAN_CREATED, DAY_BEFORE);
        stage.database.query(
                "UPDATE event SET module = $1, plan_id = 7 WHERE id = ANY ($2)",
                Tuple.of(module.value(), new String[] {other.value(), third.value()}));
        var wish = new ReplayWish(ALL.since(), NOW, Set.of(EventType.PAYMENT_FAILED, EventType.PLAN_CREATED));

        assertThat(await(stage.merchants.count(stage.found(ALICE, endpoint), wish)))
                .isEqualTo(1);
        await(stage.begin(ALICE, endpoint, wish));
        await(stage.replica.turn());

        assertThat(stage.pending(endpoint)).containsExactly(wanted);
    }

    @Test
    void what_was_taken_back_is_left_out_and_its_retraction_comes_however_the_wish_reads() {
        var endpoint = stage.endpoint(ALICE);
        var gone = stage.event(ALICE, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE);
        var standing = stage.event(ALICE, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE);
        var unwanted = stage.event(ALICE, EventType.PLAN_CREATED, DAY_BEFORE);
        var replay = await(
                stage.begin(ALICE, endpoint, new ReplayWish(ALL.since(), NOW, Set.of(EventType.PAYMENT_SUCCEEDED))));
        var early = stage.retraction(ALICE, gone, EventType.PAYMENT_SUCCEEDED);
        stage.retraction(ALICE, unwanted, EventType.PLAN_CREATED);

        await(stage.replica.turn());

        assertThat(stage.pending(endpoint)).containsExactly(standing);
        assertThat(await(stage.merchants.known(ALICE, replay.id())).skipped()).isEqualTo(1);
        stage.arrive(endpoint);
        await(stage.begin(ALICE, endpoint, new ReplayWish(ALL.since(), NOW, Set.of(EventType.PAYMENT_SUCCEEDED))));
        await(stage.replica.turn());
        assertThat(stage.pending(endpoint)).containsExactlyInAnyOrder(standing, early);
    }

    @Test
    void what_is_being_taken_back_while_its_turn_comes_is_not_brought() {
        var endpoint = stage.endpoint(ALICE);
        var gone = stage.event(ALICE, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE);
        await(stage.begin(ALICE, endpoint, ALL));

        var step = new AtomicReference<CompletableFuture<Integer>>();
        await(stage.database
                .pool()
                .withTransaction(tx -> new Listeners()
                        .of(tx, List.of(ALICE))
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(() -> {
                            step.set(stage.replica.turn().subscribeAsCompletionStage());
                            stage.untilBlocked(step.get());
                            stage.retraction(ALICE, gone, EventType.PAYMENT_SUCCEEDED);
                        })));
        step.get().join();

        assertThat(stage.pending(endpoint)).isEmpty();
    }

    @Test
    void whoever_pauses_what_is_just_being_completed_learns_that_it_is_over() {
        var endpoint = stage.endpoint(ALICE);
        var replay = stage.replayOf(endpoint, 1);

        var pausing = new AtomicReference<CompletableFuture<String>>();
        await(stage.database
                .pool()
                .withTransaction(tx -> new Replays()
                        .hold(tx, ALICE, replay.id())
                        .chain(() -> new Replays().change(tx, replay.id(), ReplayState.COMPLETED, NOW))
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(() -> {
                            pausing.set(code(stage.merchants.pause(ALICE, replay.id()))
                                    .subscribeAsCompletionStage());
                            stage.untilBlocked(pausing.get());
                        })));

        assertThat(pausing.get().join()).isEqualTo("replay_over");
        assertThat(await(stage.merchants.known(ALICE, replay.id())).state()).isEqualTo(ReplayState.COMPLETED);
    }

    @Test
    void news_of_endpoints_and_what_happens_after_the_wish_are_not_part_of_it() {
        var endpoint = stage.endpoint(ALICE);
        stage.event(ALICE, EventType.ENDPOINT_TEST, DAY_BEFORE);
        stage.event(ALICE, EventType.ENDPOINT_FAILING, DAY_BEFORE);
        var replay = await(stage.begin(ALICE, endpoint, ALL));
        stage.event(ALICE, EventType.PAYMENT_SUCCEEDED, NOW.minusSeconds(1));

        await(stage.replica.turn());

        assertThat(stage.pending(endpoint)).isEmpty();
        assertThat(await(stage.merchants.known(ALICE, replay.id())).state()).isEqualTo(ReplayState.COMPLETED);
    }

    @Test
    void what_the_chain_is_not_sure_of_yet_is_awaited_in_a_replay_too() {
        var endpoint = stage.endpoint(ALICE);
        stage.database.query("UPDATE endpoint SET at = 'FINALIZED'");
        var body = "{\"data\":{\"block_number\":\"7\"}}";
        stage.event(ALICE, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE, body);
        stage.event(ALICE, EventType.PAYMENT_DELAYED, DAY_BEFORE);
        await(stage.begin(ALICE, endpoint, ALL));

        await(stage.replica.turn());

        assertThat(stage.database.query(
                        "SELECT awaits, block, due_at = 'infinity' AS never FROM pending_delivery ORDER BY block"))
                .extracting(row -> row.getString("awaits") + " " + row.getLong("block") + " " + row.getBoolean("never"))
                .containsExactly("FINALIZED 7 true", "null null false");
    }
}
