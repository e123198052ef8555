package io.amser.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.client.webhook.Webhooks;
import io.amser.webhook.signing.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatchIT {
    private static final Secret SECRET = Secret.random(RandomGenerator.getDefault());

    private final DispatchStage stage = new DispatchStage();
    private final Queue<String> arrived = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void what_arrives_is_signed_and_written_down_and_due_no_more() {
        var verified = new ConcurrentLinkedQueue<String>();
        var webhooks = Webhooks.signedWith(SECRET.text()).tolerating(Duration.ofDays(36_500));
        var port = stage.receiver(request -> request.body().onSuccess(body -> {
            verified.add(webhooks.verified(request::getHeader, body.getBytes()).id());
            verified.add(webhooks.verifiedByBodyAlone(request::getHeader, body.getBytes())
                    .id());
            request.response().setStatusCode(204).end();
        }));
        var endpoint = stage.endpoint(port, false, SECRET);
        var event = stage.delivery(endpoint, 1, 1);

        stage.settle(stage.replica());

        assertThat(verified).containsExactly(event.value(), event.value());
        assertThat(stage.pending(endpoint)).isEmpty();
        assertThat(stage.finished(endpoint))
                .extracting(row -> row.getString("outcome"))
                .containsExactly("DELIVERED");
        assertThat(stage.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.getInteger("status")).isEqualTo(204);
            assertThat(attempt.getString("fault")).isNull();
        });
        assertThat(stage.database().query("SELECT delivered FROM ledger WHERE endpoint = $1", Tuple.of(endpoint)))
                .extracting(row -> row.getLong("delivered"))
                .containsExactly(1L);
    }

    @Test
    void an_endpoint_that_fails_is_asked_five_times_with_the_same_bytes_and_then_no_more() {
        var bodies = new ConcurrentLinkedQueue<Buffer>();
        var ids = new ConcurrentLinkedQueue<String>();
        var port = stage.receiver(request -> request.body().onSuccess(body -> {
            bodies.add(body);
            ids.add(request.getHeader("webhook-id"));
            request.response().setStatusCode(500).end();
        }));
        var endpoint = stage.endpoint(port, false, SECRET);
        stage.delivery(endpoint, 1, 1);
        var replica = stage.replica();

        for (var after : List.of(
                Duration.ZERO,
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(8))) {
            assertThat(stage.pending(endpoint))
                    .extracting(row -> row.getOffsetDateTime("due_at").toInstant())
                    .containsExactly(DispatchStage.START.plus(after));
            stage.goTo(DispatchStage.START.plus(after).minusMillis(1));
            stage.settle(replica);
            stage.goTo(DispatchStage.START.plus(after));
            stage.settle(replica);
        }
        stage.goTo(DispatchStage.START.plus(Duration.ofDays(9)));
        stage.settle(replica);

        assertThat(bodies).hasSize(5).containsOnly(bodies.peek());
        assertThat(ids).hasSize(5).containsOnly(ids.peek());
        assertThat(stage.finished(endpoint))
                .extracting(row -> row.getString("outcome"))
                .containsExactly("EXHAUSTED");
        assertThat(stage.attempts()).extracting(row -> row.getInteger("number")).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void an_endpoint_that_is_gone_is_disabled_and_what_waits_for_it_is_parked() {
        var endpoint = stage.endpoint(answering(410), false, SECRET);
        stage.delivery(endpoint, 1, 1);
        stage.delivery(endpoint, 2, 1);
        stage.goTo(DispatchStage.START.plus(Duration.ofHours(1)));
        stage.delivery(endpoint, 3, 1);
        stage.goTo(DispatchStage.START);

        stage.settle(stage.replica());
        stage.followStates();

        assertThat(stage.pending(endpoint))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.getBoolean("parked")).isTrue());
        assertThat(stage.database().query("SELECT state, disabled_by FROM endpoint"))
                .extracting(row -> row.getString("state") + " by " + row.getString("disabled_by"))
                .containsExactly("DISABLED by GONE");
    }

    @Test
    void a_disabled_endpoint_is_sent_its_probe_alone_and_all_the_rest_once_that_has_arrived() {
        var endpoint = stage.endpoint(answering(204), false, SECRET);
        var parked = stage.delivery(endpoint, 1, 1);
        stage.disable(endpoint, Optional.empty());
        stage.followStates();
        var notYetParked = stage.delivery(endpoint, 2, 1);
        var probe = stage.delivery(endpoint, 3, 1);
        var replica = stage.replica();

        stage.settle(replica);
        assertThat(arrived).isEmpty();
        stage.disable(endpoint, Optional.of(probe));
        stage.followStates();
        stage.settle(replica);

        assertThat(arrived.peek()).isEqualTo(probe.value());
        assertThat(stage.state(endpoint)).isEqualTo("ACTIVE");
        stage.followStates();
        stage.settle(replica);
        assertThat(arrived).hasSize(3).containsOnly(probe.value(), parked.value(), notYetParked.value());
    }

    @Test
    void an_endpoint_whose_probe_fails_stays_disabled() {
        var endpoint = stage.endpoint(answering(500), false, SECRET);
        var waiting = stage.delivery(endpoint, 1, 1);
        stage.disable(endpoint, Optional.empty());
        stage.followStates();
        var probe = stage.delivery(endpoint, 2, 1);
        stage.disable(endpoint, Optional.of(probe));

        stage.settle(stage.replica());
        stage.followStates();
        stage.goTo(DispatchStage.START.plus(Duration.ofDays(1)));
        stage.settle(stage.replica());

        assertThat(stage.state(endpoint)).isEqualTo("DISABLED");
        assertThat(arrived).containsExactly(probe.value());
        assertThat(stage.pending(endpoint))
                .extracting(row -> row.getString("event_id") + " " + row.getBoolean("parked"))
                .containsExactlyInAnyOrder(waiting + " true", probe + " true");
    }

    @Test
    void what_was_under_way_when_an_endpoint_was_disabled_is_no_answer_to_its_probe() {
        var endpoint = stage.endpoint(answering(204), false, SECRET);
        stage.delivery(endpoint, 1, 1);
        stage.delivery(endpoint, 2, 1);
        var underWay = new PendingDeliveries()
                .claim(stage.database().pool(), List.of(new Room(endpoint, 2, 0)), stage.now(), Dispatch.LEASE)
                .await()
                .indefinitely();
        stage.disable(endpoint, Optional.of(stage.delivery(endpoint, 3, 1)));

        record(failedNow(underWay.getFirst()));
        assertThat(stage.state(endpoint)).isEqualTo("PROBING");
        record(arrivedNow(underWay.getLast()));

        assertThat(stage.state(endpoint)).isEqualTo("PROBING");
    }

    @Test
    void a_probe_that_a_dead_replica_has_taken_is_sent_by_another_one() {
        var endpoint = stage.endpoint(answering(204), false, SECRET);
        var probe = stage.delivery(endpoint, 1, 1);
        stage.disable(endpoint, Optional.of(probe));
        new PendingDeliveries()
                .claim(stage.database().pool(), List.of(new Room(endpoint, 1, 0)), stage.now(), Dispatch.LEASE)
                .await()
                .indefinitely();

        stage.goTo(stage.now().plus(Dispatch.LEASE));
        stage.settle(stage.replica());

        assertThat(arrived).containsExactly(probe.value());
        assertThat(stage.state(endpoint)).isEqualTo("ACTIVE");
    }

    @Test
    void an_endpoint_that_is_probed_and_wants_nothing_any_more_stays_disabled_by_its_own_answer() {
        var endpoint = stage.endpoint(answering(410), false, SECRET);
        stage.disable(endpoint, Optional.of(stage.delivery(endpoint, 1, 1)));

        stage.settle(stage.replica());

        assertThat(stage.database().query("SELECT state, disabled_by FROM endpoint"))
                .extracting(row -> row.getString("state") + " by " + row.getString("disabled_by"))
                .containsExactly("DISABLED by GONE");
    }

    @Test
    void failures_are_counted_from_the_first_one_after_a_success() {
        var status = new AtomicInteger(500);
        var endpoint = stage.endpoint(
                stage.receiver(request ->
                        request.response().setStatusCode(status.get()).end()),
                false,
                SECRET);
        stage.delivery(endpoint, 1, 1);
        var replica = stage.replica();

        stage.settle(replica);
        stage.goTo(DispatchStage.START.plus(Duration.ofMinutes(5)));
        stage.settle(replica);
        assertThat(failing(endpoint)).isEqualTo(DispatchStage.START + " to " + stage.now());
        status.set(204);
        stage.goTo(DispatchStage.START.plus(Duration.ofMinutes(30)));
        stage.settle(replica);
        assertThat(failing(endpoint)).isEqualTo("null to null");
        status.set(500);
        stage.delivery(endpoint, 2, 1);
        stage.settle(replica);

        assertThat(failing(endpoint)).isEqualTo(stage.now() + " to " + stage.now());
    }

    private String failing(UUID endpoint) {
        var row = stage.database()
                .query("SELECT * FROM endpoint_health WHERE endpoint = $1", Tuple.of(endpoint))
                .getFirst();
        return instant(row, "failing_since") + " to " + instant(row, "failed_at");
    }

    private static @Nullable Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    @Test
    void what_a_dead_replica_has_taken_is_free_after_its_lease_and_its_late_result_counts_for_nothing() {
        var endpoint = stage.endpoint(answering(204), false, SECRET);
        stage.delivery(endpoint, 1, 1);
        var taken = new PendingDeliveries()
                .claim(stage.database().pool(), List.of(new Room(endpoint, 1, 0)), stage.now(), Dispatch.LEASE)
                .await()
                .indefinitely()
                .getFirst();
        var replica = stage.replica();

        stage.settle(replica);
        assertThat(arrived).isEmpty();
        stage.goTo(stage.now().plus(Dispatch.LEASE));
        var again = new PendingDeliveries()
                .claim(stage.database().pool(), List.of(new Room(endpoint, 1, 0)), stage.now(), Dispatch.LEASE)
                .await()
                .indefinitely()
                .getFirst();

        assertThat(again.fence()).isEqualTo(taken.fence() + 1);
        assertThat(record(arrivedNow(taken))).isEmpty();
        assertThat(stage.pending(endpoint)).hasSize(1);
        assertThat(record(arrivedNow(again))).isEqualTo(Set.of(again.delivery()));
        assertThat(stage.pending(endpoint)).isEmpty();
        assertThat(stage.attempts()).hasSize(1);
    }

    @Test
    void what_is_handed_back_is_free_at_once_unless_another_has_it() {
        var endpoint = stage.endpoint(answering(204), false, SECRET);
        stage.delivery(endpoint, 1, 1);
        var taken = claimed(endpoint);

        handBack(taken);
        var again = claimed(endpoint);
        handBack(taken);

        assertThat(again)
                .extracting(Claim::delivery)
                .isEqualTo(List.of(taken.getFirst().delivery()));
        assertThat(claimed(endpoint)).isEmpty();
    }

    @Test
    void of_two_results_of_one_delivery_the_one_of_the_last_claim_counts_though_both_come_together() {
        var endpoint = stage.endpoint(answering(204), false, SECRET);
        stage.delivery(endpoint, 1, 1);
        var lost = claimed(endpoint).getFirst();
        stage.goTo(stage.now().plus(Dispatch.LEASE));
        var held = claimed(endpoint).getFirst();

        var ours = stage.database()
                .pool()
                .withTransaction(tx -> new AttemptResults().record(tx, List.of(failedNow(lost), arrivedNow(held))))
                .await()
                .indefinitely();

        assertThat(ours).containsExactly(held.delivery());
        assertThat(stage.attempts()).hasSize(1);
        assertThat(stage.finished(endpoint)).hasSize(1);
    }

    private List<Claim> claimed(UUID endpoint) {
        return new PendingDeliveries()
                .claim(stage.database().pool(), List.of(new Room(endpoint, 9, 0)), stage.now(), Dispatch.LEASE)
                .await()
                .indefinitely();
    }

    private void handBack(List<Claim> claims) {
        new PendingDeliveries()
                .handBack(stage.database().pool(), claims)
                .await()
                .indefinitely();
    }

    @Test
    void in_order_means_that_what_follows_waits_and_nothing_else_does() {
        var status = new AtomicInteger(500);
        var port = stage.receiver(request -> {
            arrived.add(request.getHeader("webhook-id"));
            request.response().setStatusCode(status.get()).end();
        });
        var endpoint = stage.endpoint(port, true, SECRET);
        var first = stage.delivery(endpoint, 1, 1);
        var second = stage.delivery(endpoint, 1, 2);
        var other = stage.delivery(endpoint, 2, 1);
        var replica = stage.replica();

        stage.settle(replica);
        assertThat(arrived).containsExactlyInAnyOrder(first.value(), other.value());
        status.set(204);
        stage.goTo(stage.now().plus(Duration.ofMinutes(5)));
        stage.settle(replica);

        assertThat(List.copyOf(arrived).subList(2, 5)).containsSubsequence(first.value(), second.value());
    }

    @Test
    void replicas_share_the_work_and_no_delivery_goes_out_twice() {
        var endpoint = stage.endpoint(answering(204), false, SECRET);
        for (var i = 0; i < 200; i++) {
            stage.delivery(endpoint, i, 1);
        }

        stage.settle(stage.replica(), stage.replica(), stage.replica());

        assertThat(arrived).hasSize(200).doesNotHaveDuplicates();
        assertThat(stage.finished(endpoint)).hasSize(200);
    }

    @Test
    void an_endpoint_that_hangs_delays_nobody_else_and_holds_only_its_own_places() {
        var hanging = new AtomicInteger();
        var sick = stage.endpoint(stage.receiver(_ -> hanging.incrementAndGet()), false, SECRET);
        var healthy = stage.endpoint(answering(204), false, SECRET);
        for (var i = 0; i < 50; i++) {
            stage.delivery(sick, i, 1);
            stage.delivery(healthy, i, 1);
        }
        var replica = stage.replica();

        DispatchStage.until(() -> {
            replica.turn().await().indefinitely();
            return stage.pending(healthy).isEmpty();
        });

        assertThat(arrived).hasSize(50);
        assertThat(hanging.get()).isLessThanOrEqualTo(EndpointPace.UNKNOWN.firsts());
    }

    @Test
    void what_is_replayed_says_so_and_has_the_bytes_and_the_signature_of_news() {
        var replay = UUID.randomUUID();
        var seen = new ConcurrentLinkedQueue<String>();
        var webhooks = Webhooks.signedWith(SECRET.text()).tolerating(Duration.ofDays(36_500));
        var port = stage.receiver(request -> request.body().onSuccess(body -> {
            seen.add(webhooks.verified(request::getHeader, body.getBytes()).id() + " "
                    + request.getHeader("webhook-replay"));
            request.response().setStatusCode(204).end();
        }));
        var endpoint = stage.endpoint(port, true, SECRET);
        var again = stage.replayed(endpoint, replay);
        var news = stage.delivery(endpoint, 1, 1);

        stage.settle(stage.replica());

        assertThat(seen).containsExactlyInAnyOrder(again + " " + replay, news + " null");
        assertThat(stage.finished(endpoint)).hasSize(2);
    }

    @Test
    void news_never_wait_behind_what_is_replayed() {
        var port = stage.receiver(request -> {
            if (request.getHeader("webhook-replay") == null) {
                arrived.add(request.getHeader("webhook-id"));
                request.response().setStatusCode(204).end();
            }
        });
        var endpoint = stage.endpoint(port, false, SECRET);
        for (var i = 0; i < 50; i++) {
            stage.replayed(endpoint, UUID.randomUUID());
        }
        var replica = stage.replica();
        replica.turn().await().indefinitely();
        replica.turn().await().indefinitely();

        stage.goTo(stage.now().plusSeconds(1));
        var news = stage.delivery(endpoint, 1, 1);
        replica.turn().await().indefinitely();

        DispatchStage.until(() -> arrived.contains(news.value()));
        assertThat(stage.pending(endpoint).stream().filter(row -> row.getLong("fence") > 0))
                .hasSizeLessThanOrEqualTo(EndpointPace.UNKNOWN.width() / 2);
    }

    @Test
    void a_replay_that_fails_is_tried_again_as_everything_is() {
        var endpoint = stage.endpoint(answering(500), false, SECRET);
        stage.replayed(endpoint, UUID.randomUUID());
        var replica = stage.replica();

        for (var after : List.of(0, 5, 30, 120, 480)) {
            stage.goTo(DispatchStage.START.plus(Duration.ofMinutes(after)));
            stage.settle(replica);
        }

        assertThat(arrived).hasSize(5);
        assertThat(stage.finished(endpoint))
                .extracting(row -> row.getString("outcome"))
                .containsExactly("EXHAUSTED");
    }

    @Test
    void whoever_stops_can_wait_for_the_answers_that_are_under_way() {
        var asked = new ConcurrentLinkedQueue<HttpServerRequest>();
        var endpoint = stage.endpoint(stage.receiver(asked::add), false, SECRET);
        stage.delivery(endpoint, 1, 1);
        var replica = stage.replica();
        replica.turn().await().indefinitely();
        DispatchStage.until(() -> !asked.isEmpty());

        var settled = replica.settled().subscribeAsCompletionStage();
        assertThat(settled).isNotDone();
        asked.remove().response().setStatusCode(204).end();

        assertThat(settled).succeedsWithin(Duration.ofSeconds(30));
        assertThat(stage.finished(endpoint)).hasSize(1);
    }

    @Test
    void a_secret_that_cannot_be_read_stops_its_own_endpoint_alone() {
        var broken = stage.endpoint(answering(204), false, SECRET);
        var healthy = stage.endpoint(answering(204), false, SECRET);
        stage.database().query("UPDATE endpoint_secret SET key_id = 'lost' WHERE endpoint = $1", Tuple.of(broken));
        stage.delivery(broken, 1, 1);
        stage.delivery(healthy, 1, 1);

        stage.settle(stage.replica());

        assertThat(stage.pending(broken)).hasSize(1);
        assertThat(stage.finished(healthy)).hasSize(1);
    }

    private int answering(int status) {
        return stage.receiver(request -> {
            arrived.add(request.getHeader("webhook-id"));
            request.response().setStatusCode(status).end();
        });
    }

    private Set<UUID> record(Attempted attempted) {
        return stage.database()
                .pool()
                .withTransaction(tx -> new AttemptResults().record(tx, List.of(attempted)))
                .await()
                .indefinitely();
    }

    private Attempted failedNow(Claim claim) {
        var now = stage.now();
        var received = new Received(new Answer.NoResponse(Fault.TIMED_OUT), Map.of(), Buffer.buffer(), now, now);
        return new Attempted(claim, Map.of(), received, new Verdict.Again(Fault.TIMED_OUT, now));
    }

    private Attempted arrivedNow(Claim claim) {
        Instant now = stage.now();
        var received = new Received(new Answer.Response(204, Optional.empty()), Map.of(), Buffer.buffer(), now, now);
        return new Attempted(claim, Map.of(), received, new Verdict.Arrived());
    }
}
