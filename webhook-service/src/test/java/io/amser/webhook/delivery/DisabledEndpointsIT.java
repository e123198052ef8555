package io.amser.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.webhook.signing.Secret;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DisabledEndpointsIT {
    private static final Secret SECRET = Secret.random(RandomGenerator.getDefault());

    private final DispatchStage stage = new DispatchStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void an_endpoint_that_is_gone_is_disabled_and_what_waits_for_it_is_parked() {
        var endpoint = stage.endpoint(stage.answering(410), false, SECRET);
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
    void what_an_old_url_says_of_itself_does_not_disable_the_endpoint_at_its_new_one() {
        var held = new ConcurrentLinkedQueue<HttpServerRequest>();
        var endpoint = stage.endpoint(stage.receiver(held::add), false, SECRET);
        stage.delivery(endpoint, 1, 1);
        var replica = stage.replica();
        replica.turn().await().indefinitely();
        DispatchStage.until(() -> !held.isEmpty());
        var elsewhere = stage.receiver(request -> request.response().end());
        stage.database().query("UPDATE endpoint SET url = 'http://127.0.0.1:" + elsewhere + "/'");

        held.remove().response().setStatusCode(410).end();
        stage.settle(replica);
        stage.followStates();
        stage.settle(replica);

        assertThat(stage.state(endpoint)).isEqualTo("ACTIVE");
        assertThat(stage.finished(endpoint))
                .extracting(row -> row.getString("outcome"))
                .containsExactly("DELIVERED");
    }

    @Test
    void a_disabled_endpoint_is_sent_its_probe_alone_and_all_the_rest_once_that_has_arrived() {
        var endpoint = stage.endpoint(stage.answering(204), false, SECRET);
        var parked = stage.delivery(endpoint, 1, 1);
        stage.disable(endpoint, Optional.empty());
        stage.followStates();
        var notYetParked = stage.delivery(endpoint, 2, 1);
        var probe = stage.delivery(endpoint, 3, 1);
        var replica = stage.replica();

        stage.settle(replica);
        assertThat(stage.arrived()).isEmpty();
        stage.disable(endpoint, Optional.of(probe));
        stage.followStates();
        stage.settle(replica);

        assertThat(stage.arrived().peek()).isEqualTo(probe.value());
        assertThat(stage.state(endpoint)).isEqualTo("ACTIVE");
        stage.followStates();
        stage.settle(replica);
        assertThat(stage.arrived()).hasSize(3).containsOnly(probe.value(), parked.value(), notYetParked.value());
    }

    @Test
    void an_endpoint_whose_probe_fails_stays_disabled() {
        var endpoint = stage.endpoint(stage.answering(500), false, SECRET);
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
        assertThat(stage.arrived()).containsExactly(probe.value());
        assertThat(stage.pending(endpoint))
                .extracting(row -> row.getString("event_id") + " " + row.getBoolean("parked"))
                .containsExactlyInAnyOrder(waiting + " true", probe + " true");
    }

    @Test
    void what_was_under_way_when_an_endpoint_was_disabled_is_no_answer_to_its_probe() {
        var endpoint = stage.endpoint(stage.answering(204), false, SECRET);
        stage.delivery(endpoint, 1, 1);
        stage.delivery(endpoint, 2, 1);
        var underWay = new PendingDeliveries()
                .claim(stage.database().pool(), List.of(new Room(endpoint, 2, 0)), stage.now(), Dispatch.LEASE)
                .await()
                .indefinitely();
        stage.disable(endpoint, Optional.of(stage.delivery(endpoint, 3, 1)));

        stage.record(stage.failedNow(underWay.getFirst()));
        assertThat(stage.state(endpoint)).isEqualTo("PROBING");
        stage.record(stage.arrivedNow(underWay.getLast()));

        assertThat(stage.state(endpoint)).isEqualTo("PROBING");
    }

    @Test
    void a_probe_that_a_dead_replica_has_taken_is_sent_by_another_one() {
        var endpoint = stage.endpoint(stage.answering(204), false, SECRET);
        var probe = stage.delivery(endpoint, 1, 1);
        stage.disable(endpoint, Optional.of(probe));
        new PendingDeliveries()
                .claim(stage.database().pool(), List.of(new Room(endpoint, 1, 0)), stage.now(), Dispatch.LEASE)
                .await()
                .indefinitely();

        stage.goTo(stage.now().plus(Dispatch.LEASE));
        stage.settle(stage.replica());

        assertThat(stage.arrived()).containsExactly(probe.value());
        assertThat(stage.state(endpoint)).isEqualTo("ACTIVE");
    }

    @Test
    void an_endpoint_that_is_probed_and_wants_nothing_any_more_stays_disabled_by_its_own_answer() {
        var endpoint = stage.endpoint(stage.answering(410), false, SECRET);
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
}
