package io.amser.webhook.timer;

import static io.amser.webhook.timer.TimerStage.ACCESS_ENDS;
import static io.amser.webhook.timer.TimerStage.ALLOWANCE_ENDS;
import static io.amser.webhook.timer.TimerStage.PAID;
import static io.amser.webhook.timer.TimerStage.WINDOW_ENDS;
import static io.amser.webhook.timer.TimerStage.at;
import static io.amser.webhook.timer.TimerStage.otherAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.protocol.Address;
import io.amser.protocol.EventId;
import io.amser.protocol.FailCode;
import io.amser.protocol.Responsible;
import io.amser.webhook.event.Samples;
import io.amser.webhook.event.WebhookIds;
import io.amser.webhook.intake.IntakeDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class JudgeLapsesIT {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private static final IntakeDatabase DATABASE = new IntakeDatabase();

    private final TimerStage stage = new TimerStage(DATABASE);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_subscription_expires_in_the_second_after_its_access_and_its_merchant_hears_of_it_once() {
        stage.judge(at(4, ACCESS_ENDS));
        assertThat(stage.told()).isEmpty();

        var late = at(5, ACCESS_ENDS.plus(SECOND)).head(1_000);
        var replicas =
                IntStream.range(0, 4).mapToObj(_ -> stage.replica().judge(late)).toList();
        Uni.join().all(replicas).andFailFast().await().indefinitely();
        stage.judge(at(6, ACCESS_ENDS.plus(DAY)));

        assertThat(stage.told()).containsExactly("subscription.expired");
        var body = stage.bodies().getFirst();
        assertThat(body.getLong("sequence")).isEqualTo(3);
        var data = body.getJsonObject("data");
        assertThat(data.getString("access_until")).isEqualTo(ACCESS_ENDS.iso());
        assertThat(data.getString("responsible")).isEqualTo("platform");
        assertThat(data.getString("status")).isEqualTo("EXPIRED");
        assertThat(data.getString("block_number")).isEqualTo("5");
        assertThat(data.getString("user_address")).isEqualTo(Samples.WALLET.value());
        assertThat(stage.delivered()).isEqualTo(4);
    }

    @Test
    void nothing_is_told_if_a_charge_lands_first() {
        var late = at(4, ACCESS_ENDS.plus(DAY));
        stage.apply(late.charged(stage.state(late.time())));

        stage.judge(late);
        stage.judge(at(5, late.time().plus(DAY)));

        assertThat(stage.told()).containsExactly("payment.succeeded");
    }

    @Test
    void what_the_subscriber_failed_at_is_the_subscribers() {
        var due = at(4, PAID.plus(Samples.MONTH));
        stage.apply(due.failed(stage.subscription(), Responsible.SUBSCRIBER, FailCode.INSUFFICIENT_ALLOWANCE));
        stage.judge(at(5, ACCESS_ENDS.plus(SECOND)));
        stage.judge(at(6, WINDOW_ENDS.plus(SECOND)));

        assertThat(stage.told()).containsExactly("payment.failed", "subscription.expired", "payment.delayed");
        assertThat(stage.bodies())
                .allSatisfy(body -> assertThat(body.getJsonObject("data").getString("responsible"))
                        .isEqualTo("subscriber"));
    }

    @Test
    void nothing_lapses_while_paused_and_access_that_is_over_has_lapsed_when_the_pause_ends() {
        stage.apply(at(4, PAID.plus(DAY)).paused(stage.subscription()));
        stage.judge(at(5, ACCESS_ENDS.plus(DAY)));
        assertThat(stage.told()).containsExactly("subscription.paused");

        var later = at(6, ACCESS_ENDS.plus(DAY).plus(DAY));
        stage.apply(later.resumed(stage.state(later.time())));
        stage.judge(later);
        stage.apply(at(7, later.time().plus(DAY)).paused(stage.subscription()));
        var again = at(8, later.time().plus(DAY).plus(DAY));
        stage.apply(again.resumed(stage.state(again.time())));
        stage.judge(again);

        assertThat(stage.told())
                .containsExactly(
                        "subscription.paused",
                        "subscription.resumed",
                        "subscription.expired",
                        "subscription.paused",
                        "subscription.resumed");
    }

    @Test
    void nothing_lapses_of_a_wallet_that_is_blocked_and_all_of_it_when_it_is_not() {
        stage.apply(at(4, PAID.plus(DAY)).blocked());
        stage.judge(at(5, WINDOW_ENDS.plus(DAY)));
        stage.apply(at(6, WINDOW_ENDS.plus(DAY).plus(DAY)).unblocked());
        stage.judge(at(6, WINDOW_ENDS.plus(DAY).plus(DAY)));

        assertThat(stage.told())
                .containsExactly(
                        "subscriber.blocked", "subscriber.unblocked", "subscription.expired", "payment.delayed");
    }

    @Test
    void a_window_that_a_timer_found_missed_is_not_told_again_by_the_log() {
        var late = at(5, WINDOW_ENDS.plus(SECOND));
        stage.judge(late);
        var failed = late.failed(stage.subscription(), Responsible.KEEPER, FailCode.PAYMENT_WINDOW_VIOLATION);
        stage.apply(failed);
        stage.judge(at(6, WINDOW_ENDS.plus(DAY)));
        stage.retract(failed);
        stage.judge(otherAt(6, WINDOW_ENDS.plus(DAY)));

        assertThat(stage.told()).containsExactly("subscription.expired", "payment.delayed");
        var data = stage.bodies().getLast().getJsonObject("data");
        assertThat(data.getString("reason")).isEqualTo("PaymentWindowViolation");
        assertThat(data.getString("responsible")).isEqualTo("keeper");
        assertThat(data.getBoolean("recover")).isTrue();
    }

    @Test
    void a_window_that_the_log_says_was_missed_is_not_told_again_by_a_timer_unless_the_log_takes_it_back() {
        var late = at(5, WINDOW_ENDS.plus(SECOND));
        var failed = late.failed(stage.subscription(), Responsible.KEEPER, FailCode.PAYMENT_WINDOW_VIOLATION);
        stage.apply(failed);
        stage.judge(late);
        assertThat(stage.told()).containsExactly("payment.delayed", "subscription.expired");
        assertThat(stage.bodies().getFirst().getJsonObject("data").getBoolean("recover"))
                .isTrue();

        stage.retract(failed);
        stage.judge(otherAt(6, WINDOW_ENDS.plus(DAY)));
        stage.apply(failed);
        stage.retract(failed);

        assertThat(stage.told())
                .containsExactly("payment.delayed", "subscription.expired", "event.retracted", "payment.delayed");
    }

    @Test
    void a_failure_for_another_reason_and_the_missed_window_after_it_are_two_delays() {
        var due = at(4, PAID.plus(Samples.MONTH));
        stage.apply(due.failed(stage.subscription(), Responsible.PROTOCOL, FailCode.PROCESSOR_PAUSED));
        stage.judge(at(5, WINDOW_ENDS.plus(SECOND)));

        assertThat(stage.told()).containsExactly("payment.delayed", "subscription.expired", "payment.delayed");
    }

    @Test
    void time_that_goes_back_takes_back_what_it_brought_and_brings_it_again_under_an_id_of_its_own() {
        stage.judge(at(5, ACCESS_ENDS.plus(SECOND)));
        stage.judge(otherAt(4, ACCESS_ENDS));
        stage.judge(otherAt(5, ACCESS_ENDS.plus(DAY)));
        stage.judge(otherAt(4, ACCESS_ENDS));

        assertThat(stage.told())
                .containsExactly("subscription.expired", "event.retracted", "subscription.expired", "event.retracted");
        var first = id(0);
        assertThat(id(2)).isEqualTo(WebhookIds.afterReturns(first, 1));
        assertThat(retractedId(1)).isEqualTo(first);
        assertThat(retractedId(3)).isEqualTo(id(2));
        assertThat(id(1)).isEqualTo(WebhookIds.retractionOf(first));
        assertThat(stage.bodies().get(1).getJsonObject("data").getString("on_chain_id"))
                .isEqualTo("7");
        assertThat(stage.delivered()).isEqualTo(7);
    }

    @Test
    void a_branch_in_which_the_charge_came_in_time_takes_the_lapse_back() {
        stage.judge(at(5, ACCESS_ENDS.plus(SECOND)));
        var before = otherAt(4, ACCESS_ENDS);
        stage.apply(before.charged(stage.state(before.time())));
        stage.judge(otherAt(6, ACCESS_ENDS.plus(DAY)));

        assertThat(stage.told()).containsExactly("subscription.expired", "payment.succeeded", "event.retracted");
    }

    @Test
    void a_lapse_that_stands_on_the_new_branch_as_well_is_not_touched() {
        var due = at(4, PAID.plus(Samples.MONTH));
        var failed = due.failed(stage.subscription(), Responsible.SUBSCRIBER, FailCode.TRANSFER_FAILED);
        stage.apply(failed);
        stage.judge(at(5, ACCESS_ENDS.plus(SECOND)));
        var paid = at(6, ACCESS_ENDS.plus(DAY));
        stage.apply(paid.charged(stage.state(paid.time())));

        stage.retract(failed);
        stage.judge(otherAt(7, ACCESS_ENDS.plus(DAY).plus(DAY)));

        assertThat(stage.told())
                .containsExactly("payment.failed", "subscription.expired", "payment.succeeded", "event.retracted");
        assertThat(stage.bodies().getLast().getJsonObject("data").getString("retracted_type"))
                .isEqualTo("payment.failed");
    }

    @Test
    void a_subscription_that_never_was_takes_its_lapses_with_it() {
        stage.judge(at(5, ACCESS_ENDS.plus(SECOND)));
        stage.retract(at(3, PAID).charged(stage.state(PAID)), at(1, PAID).created(ALLOWANCE_ENDS.seconds()));
        stage.judge(otherAt(6, ACCESS_ENDS.plus(DAY)));

        assertThat(stage.told()).contains("subscription.expired").endsWith("event.retracted");
    }

    @Test
    void a_pause_of_the_processor_keeps_the_window_open_and_a_second_one_closes_what_the_first_kept_open() {
        stage.apply(at(4, WINDOW_ENDS.minus(DAY)).processorPaused());
        stage.judge(at(5, WINDOW_ENDS.plus(DAY)));
        assertThat(stage.told()).containsExactly("subscription.expired");

        stage.apply(at(6, WINDOW_ENDS.plus(DAY)).processorUnpaused());
        stage.judge(at(7, WINDOW_ENDS.plus(DAY).plus(DAY)));
        assertThat(stage.told()).containsExactly("subscription.expired");

        stage.apply(at(8, WINDOW_ENDS.plus(Duration.ofDays(4))).processorPaused());
        stage.judge(at(8, WINDOW_ENDS.plus(Duration.ofDays(4))));
        assertThat(stage.told()).containsExactly("subscription.expired", "payment.delayed");
    }

    @Test
    void an_allowance_that_ends_soon_is_told_of_and_a_new_one_starts_anew() {
        var soon = at(4, PAID.plus(DAY));
        stage.apply(soon.allowance(soon.time().plus(DAY).plus(DAY)));
        stage.judge(soon);
        stage.judge(at(5, soon.time().plus(SECOND)));
        stage.apply(at(6, soon.time().plus(SECOND)).allowance(soon.time().plus(Duration.ofDays(8))));
        stage.judge(at(6, soon.time().plus(SECOND)));
        assertThat(stage.told()).containsExactly("allowance.expiring");

        stage.judge(at(7, soon.time().plus(Duration.ofDays(5))));

        assertThat(stage.told()).containsExactly("allowance.expiring", "allowance.expiring");
        assertThat(stage.bodies().getLast().getJsonObject("data").getString("expires_at"))
                .isEqualTo(soon.time().plus(Duration.ofDays(8)).iso());
    }

    @Test
    void whoever_dies_in_the_middle_has_told_nothing_and_the_next_one_tells_it_once() {
        stage.database.query("ALTER TABLE ledger RENAME TO gone");
        assertThatThrownBy(() -> stage.judge(at(5, ACCESS_ENDS.plus(SECOND)))).hasMessageContaining("ledger");
        stage.database.query("ALTER TABLE gone RENAME TO ledger");
        assertThat(stage.told()).isEmpty();

        stage.judge(at(5, ACCESS_ENDS.plus(SECOND)));

        assertThat(stage.told()).containsExactly("subscription.expired");
        assertThat(stage.bodies().getFirst().getLong("sequence")).isEqualTo(3);
    }

    @Test
    void whoever_cannot_be_judged_waits_an_hour_alone() {
        stage.database.query(
                "INSERT INTO subscription_timer (module, subscription_id, at) VALUES ('" + Address.ZERO + "', 0, 0)");
        stage.database.query("ALTER TABLE lapse ADD CONSTRAINT dies CHECK (kind <> 'SUBSCRIPTION_EXPIRED')");
        var expired = ACCESS_ENDS.plus(SECOND);
        stage.judge(at(5, expired));
        stage.database.query("ALTER TABLE lapse DROP CONSTRAINT dies");

        assertThat(stage.told()).isEmpty();
        assertThat(stage.counted("amser.webhook.timers.set.aside")).isEqualTo(1);
        assertThat(stage.database.query("SELECT at FROM subscription_timer ORDER BY module"))
                .extracting(row -> row.getLong("at"))
                .containsExactly(null, expired.plus(Duration.ofHours(1)).seconds());

        stage.judge(at(6, expired.plus(Duration.ofHours(1))));
        assertThat(stage.told()).containsExactly("subscription.expired");
    }

    @Test
    void nobody_is_judged_by_a_head_that_is_behind_what_was_applied_of_him() {
        stage.database.query("INSERT INTO log_offset VALUES ('c', 't', 0, 'amser.chain.events', 4),"
                + " ('c', 't', 1, 'amser.chain.events', 9), ('c', 'k', 1, 'amser.keeper.events', 77)");
        var late = at(5, ACCESS_ENDS.plus(DAY));
        stage.apply(late.failed(stage.subscription(), Responsible.SUBSCRIBER, FailCode.TRANSFER_FAILED));

        stage.judge(at(4, ACCESS_ENDS.plus(SECOND)), 4L, 8L);
        assertThat(stage.told()).containsExactly("payment.failed");

        stage.judge(late, 4L, 9L);
        assertThat(stage.told()).containsExactly("payment.failed", "subscription.expired");
    }

    @Test
    void a_replica_that_has_not_heard_of_the_newest_head_takes_nothing_back() {
        stage.judge(at(5, ACCESS_ENDS.plus(SECOND)));

        stage.replica().judge(at(4, ACCESS_ENDS).head(1)).await().indefinitely();

        assertThat(stage.told()).containsExactly("subscription.expired");
    }

    @Test
    void a_read_model_that_is_built_anew_tells_nobody_of_what_lapsed_before() {
        stage.judge(at(5, WINDOW_ENDS.plus(SECOND)));
        stage.database.query("DELETE FROM subscription_timer");
        stage.database.query("DELETE FROM taken_back");
        stage.database.query("INSERT INTO subscription_timer (module, subscription_id, at, touched_block)"
                + " SELECT module, id, 0, 1 FROM subscription");

        stage.judge(at(6, WINDOW_ENDS.plus(DAY)));

        assertThat(stage.told()).containsExactly("subscription.expired", "payment.delayed");
    }

    @Test
    void a_head_reads_of_all_that_was_ever_told_only_what_the_chain_went_back_behind() {
        stage.database.query("""
                INSERT INTO lapse
                SELECT '0x' || n, n, 'SUBSCRIPTION_EXPIRED', n, 'evt_' || n, false, n, n FROM generate_series(1, 5000) AS l (n)
                """);
        stage.database.query("ANALYZE lapse");

        var plan = stage
                .database
                .pool()
                .withTransaction(tx -> tx.query("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
                        .execute()
                        .chain(() -> tx.preparedQuery("EXPLAIN (COSTS OFF) " + Timers.WAKE)
                                .execute(Tuple.of(5000L, 5000L))))
                .await()
                .indefinitely()
                .stream()
                .map(row -> row.getString(0))
                .toList();

        assertThat(plan)
                .anyMatch(line -> line.contains("Index Cond: (block > "))
                .anyMatch(line -> line.contains("Index Cond: (fired_at > "))
                .noneMatch(line -> line.contains("Filter: "));
    }

    private EventId id(int place) {
        return new EventId(stage.bodies().get(place).getString("id"));
    }

    private EventId retractedId(int place) {
        return new EventId(stage.bodies().get(place).getJsonObject("data").getString("retracted_event_id"));
    }
}
