package io.amser.webhook.intake;

import static io.amser.eventlog.PublishedEvent.retractionOf;
import static io.amser.webhook.event.Samples.MERCHANT;
import static io.amser.webhook.event.Samples.blocked;
import static io.amser.webhook.event.Samples.created;
import static io.amser.webhook.event.Samples.paid;
import static io.amser.webhook.event.Samples.planCreated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.eventlog.PublishedEvent;
import io.amser.webhook.endpoint.EndpointState;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.Samples;
import io.amser.webhook.event.WebhookIds;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntakeIT {
    private final IntakeDatabase database = new IntakeDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void what_happened_stands_in_the_merchants_list_in_the_order_of_the_log() {
        database.apply(PublishedEvent.of(planCreated()), PublishedEvent.of(created()), PublishedEvent.of(paid()));
        database.apply(PublishedEvent.of(blocked()));

        assertThat(told())
                .extracting(row -> row.getString("type"))
                .containsExactly("PLAN_CREATED", "SUBSCRIPTION_CREATED", "PAYMENT_SUCCEEDED", "SUBSCRIBER_BLOCKED");
        assertThat(told()).extracting(row -> row.getLong("position")).containsExactly(1L, 2L, 3L, 4L);
        assertThat(told()).extracting(row -> row.getLong("sequence")).containsExactly(null, 1L, 2L, null);
    }

    @Test
    void a_body_carries_the_numbers_that_its_row_carries() {
        database.apply(PublishedEvent.of(planCreated()), PublishedEvent.of(created()), PublishedEvent.of(paid()));

        var payment = told().getLast();
        var body = new JsonObject(payment.getBuffer("body").toString());

        assertThat(body.getString("id")).isEqualTo(paid().id().value()).isEqualTo(payment.getString("id"));
        assertThat(body.getLong("sequence")).isEqualTo(2);
        assertThat(body.getJsonObject("data").getString("status")).isEqualTo("ACTIVE");
        assertThat(body.getJsonObject("data").getString("token_symbol")).isEqualTo("USDC");
    }

    @Test
    void each_endpoint_is_due_what_it_wants_and_the_ledger_knows_the_rest() {
        var everything = database.endpoint(MERCHANT, EndpointState.ACTIVE);
        var payments = database.endpoint(MERCHANT, EndpointState.ACTIVE, EventType.PAYMENT_SUCCEEDED);
        var foreign = database.endpoint(Samples.address(99), EndpointState.ACTIVE);

        database.apply(PublishedEvent.of(planCreated()), PublishedEvent.of(created()), PublishedEvent.of(paid()));

        assertThat(pending(everything)).hasSize(3);
        assertThat(pending(payments))
                .extracting(row -> row.getString("event_id"))
                .containsExactly(paid().id().value());
        assertThat(pending(foreign)).isEmpty();
        assertThat(ledger(everything)).isEqualTo(List.of(3L, 0L));
        assertThat(ledger(payments)).isEqualTo(List.of(3L, 2L));
        assertThat(ledger(foreign)).isEmpty();
    }

    @Test
    void what_comes_for_a_disabled_endpoint_is_parked_and_for_a_deleted_one_nothing_comes() {
        var disabled = database.endpoint(MERCHANT, EndpointState.DISABLED);
        var deleted = database.endpoint(MERCHANT, EndpointState.DELETED);

        database.apply(PublishedEvent.of(planCreated()));

        assertThat(pending(disabled))
                .extracting(row -> row.getBoolean("parked"))
                .containsExactly(true);
        assertThat(pending(deleted)).isEmpty();
    }

    @Test
    void what_comes_twice_is_told_once() {
        var endpoint = database.endpoint(MERCHANT, EndpointState.ACTIVE);

        database.apply(PublishedEvent.of(planCreated()), PublishedEvent.of(created()), PublishedEvent.of(created()));
        database.apply(PublishedEvent.of(created()), PublishedEvent.of(planCreated()));

        assertThat(told()).hasSize(2);
        assertThat(pending(endpoint)).hasSize(2);
    }

    @Test
    void tables_that_are_built_anew_tell_nobody_anything_again_and_then_go_on() {
        var endpoint = database.endpoint(MERCHANT, EndpointState.ACTIVE);
        database.follow("topic");
        database.apply(PublishedEvent.of(planCreated()), PublishedEvent.of(created()), PublishedEvent.of(paid()));
        database.apply(retractionOf(paid()));
        var before = all();
        database.goTo(Instant.parse("2026-04-02T12:00:00Z"));

        database.rebuild("topic", 3);
        assertThat(all()).isEqualTo(before);

        database.apply(PublishedEvent.of(paid()), PublishedEvent.of(blocked()));
        assertThat(told())
                .extracting(row -> row.getString("id"))
                .endsWith(
                        WebhookIds.afterReturns(paid().id(), 1).value(),
                        blocked().id().value());
        assertThat(pending(endpoint)).hasSize(6);
    }

    @Test
    void a_batch_of_which_a_part_was_told_before_tells_the_rest() {
        database.follow("topic");
        database.apply(PublishedEvent.of(planCreated()), PublishedEvent.of(created()));

        assertThat(database.drop("topic")).hasSize(2);
        database.apply(PublishedEvent.of(planCreated()), PublishedEvent.of(created()), PublishedEvent.of(paid()));

        assertThat(told())
                .extracting(row -> row.getString("type"))
                .containsExactly("PLAN_CREATED", "SUBSCRIPTION_CREATED", "PAYMENT_SUCCEEDED");
    }

    @Test
    void a_topic_that_was_made_anew_tells_what_no_block_of_the_former_one_told() {
        database.follow("topic");
        database.apply(PublishedEvent.of(planCreated()), PublishedEvent.of(created()), PublishedEvent.of(paid()));
        var before = all();

        database.rebuild("another topic", 2);
        assertThat(all()).isEqualTo(before);

        database.apply(retractionOf(paid()));
        database.apply(PublishedEvent.of(paid()));
        assertThat(told()).extracting(row -> row.getString("type")).endsWith("EVENT_RETRACTED", "PAYMENT_SUCCEEDED");
        var after = all();

        database.rebuild("another topic", 10);
        assertThat(all()).isEqualTo(after);
    }

    @Test
    void what_waits_for_confirmations_waits_once_whatever_is_built_anew() {
        database.confirmations(3);
        database.follow("topic");
        database.apply(PublishedEvent.of(planCreated()), PublishedEvent.of(created()));
        var before = unconfirmed();

        database.rebuild("topic", 1);

        assertThat(unconfirmed()).isEqualTo(before);
        assertThat(told()).isEmpty();
    }

    @Test
    void a_transaction_that_fails_leaves_nothing_and_uses_no_number() {
        database.apply(PublishedEvent.of(planCreated()));

        assertThatThrownBy(() -> database.pool()
                        .withTransaction(tx -> database.apply(tx, PublishedEvent.of(created()))
                                .chain(() ->
                                        Uni.createFrom().failure(new IllegalStateException("The process dies here"))))
                        .await()
                        .indefinitely())
                .hasMessageContaining("dies here");
        database.apply(PublishedEvent.of(created()));

        assertThat(told()).extracting(row -> row.getLong("position")).containsExactly(1L, 2L);
        assertThat(told().getLast().getLong("sequence")).isEqualTo(1);
    }

    @Test
    void a_reorganisation_is_told_to_whoever_was_told_before() {
        database.apply(PublishedEvent.of(planCreated()), PublishedEvent.of(created()));
        var payments = database.endpoint(MERCHANT, EndpointState.ACTIVE, EventType.PAYMENT_SUCCEEDED);
        database.apply(PublishedEvent.of(paid()));
        var late = database.endpoint(MERCHANT, EndpointState.ACTIVE);

        database.apply(retractionOf(paid()));
        database.apply(PublishedEvent.of(paid()));

        var returned = WebhookIds.afterReturns(paid().id(), 1);
        assertThat(pending(payments))
                .extracting(row -> row.getString("event_id"))
                .containsExactly(
                        paid().id().value(),
                        WebhookIds.retractionOf(paid().id()).value(),
                        returned.value());
        assertThat(pending(late)).extracting(row -> row.getString("event_id")).containsExactly(returned.value());
        assertThat(told()).extracting(row -> row.getLong("sequence")).containsExactly(null, 1L, 2L, 3L, 4L);
    }

    @Test
    void nobody_deletes_an_endpoint_between_its_choice_and_its_deliveries() {
        var endpoint = database.endpoint(MERCHANT, EndpointState.ACTIVE);

        assertThatThrownBy(() -> database.pool()
                        .withTransaction(tx -> database.apply(tx, PublishedEvent.of(planCreated()))
                                .chain(() -> database.pool()
                                        .preparedQuery("SELECT id FROM endpoint WHERE id = $1 FOR NO KEY UPDATE NOWAIT")
                                        .execute(Tuple.of(endpoint))))
                        .await()
                        .indefinitely())
                .hasMessageContaining("could not obtain lock");
    }

    @Test
    void the_next_day_has_a_place_of_its_own() {
        database.goTo(Instant.parse("2026-04-01T23:59:59.999Z"));
        database.apply(PublishedEvent.of(planCreated()));
        database.goTo(Instant.parse("2026-04-02T00:00:00Z"));
        database.apply(PublishedEvent.of(created()));

        assertThat(told())
                .extracting(row -> row.getLocalDate("day").toString())
                .containsExactly("2026-04-01", "2026-04-02");
    }

    @Test
    void a_day_is_dropped_with_all_that_it_holds_and_its_numbers_are_not_used_again() {
        database.apply(PublishedEvent.of(planCreated()), PublishedEvent.of(created()));
        database.query("SELECT drop_day('2026-04-01')");
        database.apply(PublishedEvent.of(paid()));

        assertThat(told()).extracting(row -> row.getLong("position")).containsExactly(3L);
        assertThat(told()).extracting(row -> row.getLong("sequence")).containsExactly(2L);
    }

    @Test
    void whoever_reads_a_list_while_it_grows_misses_nothing() {
        var batches = IntStream.range(0, 40)
                .mapToObj(number ->
                        database.applying(PublishedEvent.of(Samples.planOf(Samples.address(500 + number), number))))
                .toList();
        var seen = Uni.createFrom()
                .deferred(() -> database.pool()
                        .query("SELECT count(*) AS events, coalesce(max(position), 0) AS last FROM event")
                        .execute())
                .map(rows -> rows.iterator().next())
                .invoke(row -> assertThat(row.getLong("events")).isEqualTo(row.getLong("last")))
                .repeat()
                .until(row -> row.getLong("last") == batches.size())
                .collect()
                .last();

        Uni.combine()
                .all()
                .unis(Uni.join().all(batches).andFailFast(), seen)
                .discardItems()
                .await()
                .indefinitely();

        assertThat(told())
                .extracting(row -> row.getLong("position"))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
    }

    private List<String> unconfirmed() {
        return database.query("SELECT event_id FROM unconfirmed ORDER BY place").stream()
                .map(row -> row.getString(0))
                .toList();
    }

    /** Everything that is not folded from the log, as text. */
    private List<String> all() {
        return Stream.of(
                        "event",
                        "pending_delivery",
                        "ledger",
                        "subscription_sequence",
                        "merchant_position",
                        "taken_back")
                .flatMap(table -> database.query("SELECT t::text FROM " + table + " t ORDER BY 1").stream())
                .map(row -> row.getString(0))
                .toList();
    }

    private List<Row> told() {
        return database.query("SELECT * FROM event WHERE merchant = $1 ORDER BY position", Tuple.of(MERCHANT.value()));
    }

    private List<Row> pending(UUID endpoint) {
        return database.query(
                "SELECT * FROM pending_delivery WHERE endpoint = $1 ORDER BY sequence NULLS FIRST", Tuple.of(endpoint));
    }

    private List<Long> ledger(UUID endpoint) {
        return database.query("SELECT accepted, filtered FROM ledger WHERE endpoint = $1", Tuple.of(endpoint)).stream()
                .flatMap(row -> List.of(row.getLong("accepted"), row.getLong("filtered")).stream())
                .toList();
    }
}
