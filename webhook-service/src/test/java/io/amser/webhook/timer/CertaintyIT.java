package io.amser.webhook.timer;

import static io.amser.webhook.timer.TimerStage.ACCESS_ENDS;
import static io.amser.webhook.timer.TimerStage.PAID;
import static io.amser.webhook.timer.TimerStage.at;
import static io.amser.webhook.timer.TimerStage.otherAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.PublishedEvent;
import io.amser.webhook.delivery.PendingDeliveries;
import io.amser.webhook.endpoint.Certainty;
import io.amser.webhook.endpoint.EndpointState;
import io.amser.webhook.event.Samples;
import io.amser.webhook.intake.IntakeDatabase;
import io.amser.webhook.ledger.Ledger;
import io.amser.webhook.ledger.Ledgers;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CertaintyIT {
    private static final IntakeDatabase DATABASE = new IntakeDatabase();
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final TimerStage stage = new TimerStage(DATABASE);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void nobody_hears_of_a_block_before_so_many_confirm_it() {
        stage.confirmations(3);
        stage.apply(at(4, PAID.plus(DAY)).paused(stage.subscription()));
        stage.judge(at(4, PAID.plus(DAY)));
        stage.judge(at(5, PAID.plus(DAY).plus(SECOND)));
        assertThat(stage.told()).isEmpty();
        assertThat(stage.delivered()).isEqualTo(3);

        stage.judge(at(6, PAID.plus(DAY).plus(DAY)));

        assertThat(stage.told()).containsExactly("subscription.paused");
        assertThat(stage.bodies().getFirst().getLong("sequence")).isEqualTo(3);
        assertThat(stage.bodies().getFirst().getJsonObject("data").getString("status"))
                .isEqualTo("PAUSED");
        assertThat(stage.delivered()).isEqualTo(4);
    }

    @Test
    void what_is_taken_back_before_it_is_confirmed_appears_nowhere_and_returns_as_if_it_were_new() {
        stage.confirmations(3);
        var paused = at(4, PAID.plus(DAY)).paused(stage.subscription());
        stage.apply(paused);
        stage.retract(paused);
        stage.judge(otherAt(7, PAID.plus(DAY).plus(DAY)));
        assertThat(stage.told()).isEmpty();

        stage.apply(paused);
        stage.judge(at(8, PAID.plus(Duration.ofDays(3))));
        stage.retract(paused);

        assertThat(stage.told()).containsExactly("subscription.paused", "event.retracted");
        assertThat(stage.bodies().getFirst().getString("id"))
                .isEqualTo(paused.id().value());
        assertThat(ledger(stage.endpoint).addsUp()).isTrue();
    }

    @Test
    void what_comes_and_goes_in_one_batch_appears_nowhere() {
        stage.confirmations(2);
        var paused = at(4, PAID.plus(DAY)).paused(stage.subscription());

        DATABASE.apply(PublishedEvent.of(paused));
        DATABASE.apply(
                PublishedEvent.retractionOf(paused), PublishedEvent.of(paused), PublishedEvent.retractionOf(paused));
        stage.judge(otherAt(9, PAID.plus(DAY).plus(DAY)));

        assertThat(stage.told()).isEmpty();
    }

    @Test
    void what_time_brings_is_confirmed_as_well_and_taken_back_before_appears_nowhere() {
        stage.confirmations(2);
        stage.judge(at(5, ACCESS_ENDS.plus(SECOND)));
        stage.judge(otherAt(4, ACCESS_ENDS));
        stage.judge(otherAt(5, ACCESS_ENDS.plus(SECOND)));
        assertThat(stage.told()).isEmpty();

        stage.judge(otherAt(6, ACCESS_ENDS.plus(DAY)));

        assertThat(stage.told()).containsExactly("subscription.expired");
    }

    @Test
    void a_block_that_the_head_does_not_cover_confirms_nothing() {
        stage.confirmations(2);
        stage.database.query("INSERT INTO log_offset VALUES ('c', 't', 0, 'amser.chain.events', 9)");
        stage.apply(at(4, PAID.plus(DAY)).paused(stage.subscription()));

        stage.judge(otherAt(8, PAID.plus(DAY)), 8L);
        assertThat(stage.told()).isEmpty();

        stage.judge(at(8, PAID.plus(DAY)), 9L);
        assertThat(stage.told()).containsExactly("subscription.paused");
    }

    @Test
    void an_endpoint_that_wants_to_be_sure_waits_and_the_list_does_not() {
        var safe = endpoint(Certainty.SAFE);
        var last = endpoint(Certainty.FINALIZED);
        stage.apply(at(4, PAID.plus(DAY)).paused(stage.subscription()));
        stage.judge(at(4, PAID.plus(DAY)));
        assertThat(stage.told()).containsExactly("subscription.paused");
        assertThat(due(safe)).isZero();
        assertThat(due(last)).isZero();

        stage.finality(4, 3);
        stage.judge(at(5, PAID.plus(DAY).plus(SECOND)));
        assertThat(due(safe)).isEqualTo(1);
        assertThat(due(last)).isZero();
        assertThat(ledger(last)).isEqualTo(new Ledger(1, 0, 0, 0, 0, 0, 1, 0));

        stage.finality(4, 4);
        stage.judge(at(6, PAID.plus(DAY).plus(DAY)));
        assertThat(due(last)).isEqualTo(1);
    }

    @Test
    void what_an_endpoint_waits_for_comes_though_nobody_can_be_judged() {
        var safe = endpoint(Certainty.SAFE);
        stage.apply(at(4, PAID.plus(DAY)).paused(stage.subscription()));
        stage.database.query("ALTER TABLE subscription_timer RENAME TO gone");
        stage.finality(4, 4);

        var progress = stage.follow(at(5, ACCESS_ENDS.plus(SECOND)));
        stage.database.query("ALTER TABLE gone RENAME TO subscription_timer");

        assertThat(progress.failed()).isTrue();
        assertThat(due(safe)).isEqualTo(1);
        assertThat(stage.counted("amser.webhook.time.failures")).isEqualTo(1);
    }

    @Test
    void what_is_taken_back_while_an_endpoint_waits_is_cancelled_there_and_no_retraction_goes_to_it() {
        var last = endpoint(Certainty.FINALIZED);
        var paused = at(4, PAID.plus(DAY)).paused(stage.subscription());
        stage.apply(paused);
        stage.retract(paused);
        stage.finality(9, 9);
        stage.judge(otherAt(9, PAID.plus(DAY).plus(DAY)));

        assertThat(stage.told()).containsExactly("subscription.paused", "event.retracted");
        assertThat(due(last)).isZero();
        assertThat(ledger(last)).isEqualTo(new Ledger(2, 0, 0, 1, 0, 1, 0, 0));
        assertThat(stage.delivered()).isEqualTo(5);
        assertThat(ledger(stage.endpoint).addsUp()).isTrue();
    }

    @Test
    void so_it_is_if_it_came_and_went_in_one_batch_and_with_what_time_brought() {
        var last = endpoint(Certainty.FINALIZED);
        var paused = at(4, PAID.plus(DAY)).paused(stage.subscription());
        DATABASE.apply(PublishedEvent.of(paused));
        DATABASE.apply(
                PublishedEvent.retractionOf(paused), PublishedEvent.of(paused), PublishedEvent.retractionOf(paused));
        stage.judge(at(5, ACCESS_ENDS.plus(SECOND)));
        stage.judge(otherAt(4, ACCESS_ENDS));

        assertThat(stage.told())
                .containsExactly(
                        "subscription.paused",
                        "event.retracted",
                        "subscription.paused",
                        "event.retracted",
                        "subscription.expired",
                        "event.retracted");
        assertThat(ledger(last)).isEqualTo(new Ledger(6, 0, 0, 3, 0, 3, 0, 0));
        assertThat(stage.delivered()).isEqualTo(9);
    }

    @Test
    void who_wants_to_be_less_sure_from_now_on_is_sent_what_has_waited() {
        var last = endpoint(Certainty.FINALIZED);
        stage.apply(at(4, PAID.plus(DAY)).paused(stage.subscription()));

        await(last, Certainty.SAFE);
        assertThat(due(last)).isZero();
        await(last, Certainty.SEEN);

        assertThat(due(last)).isEqualTo(1);
    }

    private static UUID endpoint(Certainty at) {
        var endpoint = DATABASE.endpoint(Samples.MERCHANT, EndpointState.ACTIVE);
        DATABASE.query("UPDATE endpoint SET at = $2 WHERE id = $1", Tuple.of(endpoint, at.name()));
        return endpoint;
    }

    private static void await(UUID endpoint, Certainty certainty) {
        DATABASE.pool()
                .withTransaction(tx -> new PendingDeliveries().await(tx, endpoint, certainty, TimerStage.NOW))
                .await()
                .indefinitely();
    }

    private static long due(UUID endpoint) {
        return DATABASE.query(
                        "SELECT count(*) FROM pending_delivery WHERE endpoint = $1 AND due_at <= $2",
                        Tuple.of(endpoint, TimerStage.NOW.atOffset(ZoneOffset.UTC)))
                .getFirst()
                .getLong(0);
    }

    private static Ledger ledger(UUID endpoint) {
        return new Ledgers()
                .of(DATABASE.pool(), List.of(endpoint))
                .await()
                .indefinitely()
                .getOrDefault(endpoint, Ledger.EMPTY);
    }
}
