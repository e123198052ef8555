package io.amser.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.client.webhook.Webhooks;
import io.amser.webhook.signing.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatchIT {
    private static final Secret SECRET = Secret.random(RandomGenerator.getDefault());

    private final DispatchStage stage = new DispatchStage();

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
    void in_order_means_that_what_follows_waits_and_nothing_else_does() {
        var status = new AtomicInteger(500);
        var port = stage.receiver(request -> {
            stage.arrived().add(request.getHeader("webhook-id"));
            request.response().setStatusCode(status.get()).end();
        });
        var endpoint = stage.endpoint(port, true, SECRET);
        var first = stage.delivery(endpoint, 1, 1);
        var second = stage.delivery(endpoint, 1, 2);
        var other = stage.delivery(endpoint, 2, 1);
        var replica = stage.replica();

        stage.settle(replica);
        assertThat(stage.arrived()).containsExactlyInAnyOrder(first.value(), other.value());
        status.set(204);
        stage.goTo(stage.now().plus(Duration.ofMinutes(5)));
        stage.settle(replica);

        assertThat(List.copyOf(stage.arrived()).subList(2, 5)).containsSubsequence(first.value(), second.value());
    }

    @Test
    void replicas_share_the_work_and_no_delivery_goes_out_twice() {
        var endpoint = stage.endpoint(stage.answering(204), false, SECRET);
        for (var i = 0; i < 200; i++) {
            stage.delivery(endpoint, i, 1);
        }

        stage.settle(stage.replica(), stage.replica(), stage.replica());

        assertThat(stage.arrived()).hasSize(200).doesNotHaveDuplicates();
        assertThat(stage.finished(endpoint)).hasSize(200);
    }

    @Test
    void an_endpoint_that_hangs_delays_nobody_else_and_holds_only_its_own_places() {
        var hanging = new AtomicInteger();
        var sick = stage.endpoint(stage.receiver(_ -> hanging.incrementAndGet()), false, SECRET);
        var healthy = stage.endpoint(stage.answering(204), false, SECRET);
        for (var i = 0; i < 50; i++) {
            stage.delivery(sick, i, 1);
            stage.delivery(healthy, i, 1);
        }
        var replica = stage.replica();

        DispatchStage.until(() -> {
            replica.turn().await().indefinitely();
            return stage.pending(healthy).isEmpty();
        });

        assertThat(stage.arrived()).hasSize(50);
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
                stage.arrived().add(request.getHeader("webhook-id"));
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

        DispatchStage.until(() -> stage.arrived().contains(news.value()));
        assertThat(stage.pending(endpoint).stream().filter(row -> row.getLong("fence") > 0))
                .hasSizeLessThanOrEqualTo(EndpointPace.UNKNOWN.width() / 2);
    }

    @Test
    void a_replay_that_fails_is_tried_again_as_everything_is() {
        var endpoint = stage.endpoint(stage.answering(500), false, SECRET);
        stage.replayed(endpoint, UUID.randomUUID());
        var replica = stage.replica();

        for (var after : List.of(0, 5, 30, 120, 480)) {
            stage.goTo(DispatchStage.START.plus(Duration.ofMinutes(after)));
            stage.settle(replica);
        }

        assertThat(stage.arrived()).hasSize(5);
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
        var broken = stage.endpoint(stage.answering(204), false, SECRET);
        var healthy = stage.endpoint(stage.answering(204), false, SECRET);
        stage.database().query("UPDATE endpoint_secret SET key_id = 'lost' WHERE endpoint = $1", Tuple.of(broken));
        stage.delivery(broken, 1, 1);
        stage.delivery(healthy, 1, 1);

        stage.settle(stage.replica());

        assertThat(stage.pending(broken)).hasSize(1);
        assertThat(stage.finished(healthy)).hasSize(1);
    }
}
