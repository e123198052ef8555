package io.amser.eventlog.readmodel;

import static io.amser.eventlog.readmodel.Samples.MODULE;
import static io.amser.eventlog.readmodel.Samples.MONTH;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.Responsible;
import io.amser.protocol.SubscriberKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.EventOrigin;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.Subscription;
import io.amser.protocol.subscription.SubscriptionAt;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueSubscriptionsIT {
    private static final SubscriptionKey FIRST = Samples.subscription(MODULE, 1);
    private static final SubscriptionKey SECOND = Samples.subscription(MODULE, 2);
    private static final Address ALICE = Samples.address(40);
    private static final Address BOB = Samples.address(41);
    private static final ChainTime CREATED = at(3).blockTime();
    private static final Duration SECOND_LONG = Duration.ofSeconds(1);

    private final StoredReadModel model = new StoredReadModel();

    DueSubscriptionsIT() {
        apply(
                Samples.moduleDeployed(at(1), MODULE),
                Samples.planCreated(at(2), Samples.plan(MODULE, 1)),
                Samples.created(at(3), FIRST, ALICE),
                Samples.created(at(4), SECOND, BOB));
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void a_window_is_due_from_its_first_second_to_its_last() {
        assertThat(due(CREATED.minus(SECOND_LONG))).isEmpty();
        assertThat(due(CREATED)).containsExactly(FIRST);
        assertThat(due(CREATED.plus(MONTH))).containsExactly(FIRST, SECOND);
        assertThat(due(CREATED.plus(MONTH).plus(SECOND_LONG))).containsExactly(SECOND);
    }

    @Test
    void who_is_paid_or_blocked_is_not_due() {
        apply(Samples.executed(at(5), FIRST, Executions.unlimited()), Samples.blocked(at(6), MODULE, BOB));

        assertThat(due(at(7).blockTime())).isEmpty();
        assertThat(due(at(5).blockTime().plus(MONTH))).containsExactly(FIRST);
    }

    @Test
    void who_has_paused_cancelled_or_no_budget_left_is_not_due() {
        apply(Samples.paused(at(5), FIRST, false), Samples.cancelled(at(6), SECOND));
        assertThat(due(at(7).blockTime())).isEmpty();

        apply(Samples.usedUp(at(7), FIRST));
        assertThat(due(at(8).blockTime())).isEmpty();
    }

    @Test
    void a_window_that_a_pause_of_the_processor_met_is_open_for_a_month_after_it() {
        var longAfter = CREATED.plus(MONTH.multipliedBy(4));
        apply(Samples.processorPaused(processorAt(5)));
        var duringPause = due(longAfter);
        apply(Samples.processorUnpaused(processorAt(1_300_000)));
        var resumedAt = processorAt(1_300_000).blockTime();

        assertThat(duringPause).containsExactly(FIRST, SECOND);
        assertThat(due(resumedAt.plus(MONTH))).containsExactly(FIRST, SECOND);
        assertThat(due(resumedAt.plus(MONTH).plus(SECOND_LONG))).isEmpty();
    }

    @Test
    void a_failure_is_told_apart_until_its_window_is_paid() {
        apply(Samples.failed(Samples.origin(MODULE, MODULE, 4, 1, 0), SECOND, Responsible.SUBSCRIBER));
        var failed = backlog(at(6).blockTime());
        apply(Samples.executed(at(7), SECOND, Executions.unlimited()));

        assertThat(failed).isEqualTo(new ChargeBacklog(1, Optional.of(CREATED), 1));
        assertThat(backlog(at(8).blockTime())).isEqualTo(new ChargeBacklog(1, Optional.of(CREATED), 0));
    }

    @Test
    void nothing_can_be_charged_while_the_processor_is_paused() {
        assertThat(chargeable(at(5).blockTime())).containsExactly(FIRST, SECOND);

        apply(Samples.processorPaused(processorAt(5)));

        assertThat(due(at(6).blockTime())).containsExactly(FIRST, SECOND);
        assertThat(chargeable(at(6).blockTime())).isEmpty();
    }

    @Test
    void intervals_are_told_apart_however_many_there_are() {
        model.pool().query("""
                        UPDATE plan SET billing_interval = 31536000;
                        UPDATE subscription SET billing_interval = 31536000 WHERE id = 2;
                        INSERT INTO plan
                        SELECT module, 2, token, price, 2592000, grace_period, metadata_hash, token_decimals, token_symbol,
                               active, created_at
                          FROM plan;
                        UPDATE subscription SET plan_id = 2 WHERE id = 1
                        """).executeAndAwait();

        assertThat(due(at(5).blockTime())).containsExactly(FIRST, SECOND);
        assertThat(due(CREATED.plus(MONTH.multipliedBy(2)))).containsExactly(SECOND);
    }

    /** Also with the plan that PostgreSQL makes once for all arguments. */
    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void a_few_rows_are_read_for_a_few_however_many_are_due(String planning) {
        model.pool().query("""
                        INSERT INTO subscription
                        SELECT s.module, n, s.subscriber, s.plan_id, s.billing_interval, s.created_at,
                               s.paused_by_subscriber, s.paused_by_merchant, s.cancelled, s.remaining_executions,
                               s.next_charge_at + n, s.window_id, s.allowance_expiry, s.times_executed, s.total_spent
                          FROM subscription s, generate_series(10, 30000) n
                         WHERE s.id = 1
                        """).executeAndAwait();
        model.pool().query("ANALYZE").executeAndAwait();
        var now = CREATED.plus(Duration.ofDays(10));

        var read = rowsRead(planning, now);
        apply(Samples.processorPaused(processorAt(5)));
        var readWhilePaused = rowsRead(planning, now);

        assertThat(read).isBetween(2L, 200L);
        assertThat(readWhilePaused).isLessThan(10);
    }

    /** How many subscriptions PostgreSQL looks at to answer the first two. */
    private long rowsRead(String planning, ChainTime now) {
        return model.pool()
                .withConnection(connection -> connection
                        .query("SET plan_cache_mode = " + planning)
                        .execute()
                        .chain(() -> connection
                                .query("PREPARE chargeable (bigint, text, text, text) AS "
                                        + DueSubscriptions.CHARGEABLE.formatted("LIMIT 2"))
                                .execute())
                        .chain(() -> connection
                                .query("EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE chargeable (" + now.seconds()
                                        + ", '0', '', '-1')")
                                .execute())
                        .call(() -> connection.query("DEALLOCATE chargeable").execute()))
                .map(rows -> rowsOfSubscriptions(rows.iterator()
                        .next()
                        .get(JsonArray.class, 0)
                        .getJsonObject(0)
                        .getJsonObject("Plan")))
                .await()
                .indefinitely();
    }

    private static long rowsOfSubscriptions(JsonObject node) {
        var own = node.getString("Relation Name", "").equals("subscription")
                ? (node.getDouble("Actual Rows") + node.getInteger("Rows Removed by Filter", 0))
                        * node.getInteger("Actual Loops")
                : 0;
        return (long) own
                + node.getJsonArray("Plans", new JsonArray()).stream()
                        .mapToLong(child -> rowsOfSubscriptions((JsonObject) child))
                        .sum();
    }

    private List<SubscriptionKey> chargeable(ChainTime now) {
        var rows = model.pool()
                .preparedQuery(DueSubscriptions.CHARGEABLE.formatted(""))
                .execute(Tuple.of(now.seconds(), "0", "", "-1"))
                .await()
                .indefinitely();
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> {
                    assertThat(row.getLong("window_closes_at")).isGreaterThanOrEqualTo(now.seconds());
                    return Subscriptions.key(row);
                })
                .toList();
    }

    /** The backlog counts what is found here, by the rule that is written in Java. */
    private List<SubscriptionKey> due(ChainTime now) {
        var tables = model.tables();
        var due = tables.subscriptions().values().stream()
                .filter(it -> !it.nextChargeAt().isAfter(now))
                .filter(it -> at(now, it, tables).queued())
                .sorted(comparing(Subscription::nextChargeAt))
                .toList();
        assertThat(backlog(now))
                .isEqualTo(new ChargeBacklog(
                        due.size(), due.stream().map(Subscription::nextChargeAt).findFirst(), 0));
        var keys = due.stream().map(Subscription::key).toList();
        assertThat(chargeable(now)).isIn(keys, List.of());
        return keys;
    }

    private static SubscriptionAt at(ChainTime now, Subscription subscription, Tables tables) {
        var wallet = new SubscriberKey(subscription.key().module(), subscription.subscriber());
        return subscription.at(
                now,
                tables.plans().get(subscription.plan()),
                tables.blocked().containsKey(wallet),
                tables.processors().getOrDefault(Samples.PROCESSOR, ProcessorPauses.NEVER));
    }

    private ChargeBacklog backlog(ChainTime now) {
        return new DueSubscriptions().backlog(model.pool(), now).await().indefinitely();
    }

    private void apply(ChainEvent... events) {
        model.apply(Stream.of(events).map(PublishedEvent::of).toList());
    }

    private static EventOrigin at(long block) {
        return Samples.origin(MODULE, MODULE, block, 0, 0);
    }

    private static EventOrigin processorAt(long block) {
        return Samples.origin(Samples.PROCESSOR, null, block, 0, 0);
    }
}
