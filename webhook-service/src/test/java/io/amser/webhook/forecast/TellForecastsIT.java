package io.amser.webhook.forecast;

import static io.amser.webhook.event.Samples.CHAIN;
import static io.amser.webhook.event.Samples.MERCHANT;
import static io.amser.webhook.event.Samples.atRisk;
import static io.amser.webhook.event.Samples.created;
import static io.amser.webhook.event.Samples.paid;
import static io.amser.webhook.event.Samples.planCreated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.position.Advance;
import io.amser.eventlog.position.LogIdentity;
import io.amser.eventlog.position.LogOffsets;
import io.amser.eventlog.position.PositionLost;
import io.amser.webhook.endpoint.EndpointState;
import io.amser.webhook.event.EventType;
import io.amser.webhook.intake.IntakeDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TellForecastsIT {
    private static final IntakeDatabase DATABASE = new IntakeDatabase();
    private static final LogIdentity LOG = new LogIdentity("amser.keeper.events", "cluster", "topic");

    @BeforeEach
    void begin() {
        DATABASE.empty();
        LogOffsets.begin(DATABASE.pool(), LOG, List.of(0)).await().indefinitely();
        DATABASE.apply(PublishedEvent.of(planCreated()), PublishedEvent.of(created()), PublishedEvent.of(paid()));
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_merchant_hears_what_will_be_missing_once_however_often_it_is_said() {
        DATABASE.endpoint(MERCHANT, EndpointState.ACTIVE, EventType.PAYMENT_AT_RISK);

        tell(0, 1).await().indefinitely();
        tell(1, 2).await().indefinitely();

        var body = risks().getFirst();
        assertThat(risks()).hasSize(1);
        assertThat(body.getString("id")).isEqualTo(atRisk(MERCHANT).id().value());
        assertThat(body.getLong("sequence")).isEqualTo(3);
        assertThat(body.getJsonObject("data").getString("shortfall")).isEqualTo("2500000");
        assertThat(body.getJsonObject("data").getString("plan_id_on_chain")).isEqualTo("1");
        assertThat(body.getJsonObject("data").getString("token_symbol")).isEqualTo("USDC");
        assertThat(DATABASE.query("SELECT 1 FROM pending_delivery")).hasSize(1);
    }

    @Test
    void of_two_replicas_that_have_read_the_same_the_slower_one_tells_nothing() {
        tell(0, 1).await().indefinitely();

        assertThatThrownBy(() -> tell(0, 1).await().indefinitely()).isInstanceOf(PositionLost.class);
        assertThat(risks()).hasSize(1);
    }

    @Test
    void whoever_dies_in_the_middle_has_told_nothing_and_has_not_moved() {
        DATABASE.query("ALTER TABLE event ADD CONSTRAINT dies CHECK (type <> 'PAYMENT_AT_RISK')");
        try {
            assertThatThrownBy(() -> tell(0, 1).await().indefinitely()).hasMessageContaining("dies");
        } finally {
            DATABASE.query("ALTER TABLE event DROP CONSTRAINT dies");
        }
        assertThat(risks()).isEmpty();

        tell(0, 1).await().indefinitely();

        assertThat(risks()).hasSize(1);
        assertThat(LogOffsets.read(DATABASE.pool(), LOG).await().indefinitely()).isEqualTo(Map.of(0, 1L));
    }

    @Test
    void what_is_about_a_subscription_that_is_not_known_yet_waits() {
        assertThat(replica().isReady(List.of(atRisk(MERCHANT))).await().indefinitely())
                .isTrue();
        DATABASE.apply(PublishedEvent.retractionOf(paid()), PublishedEvent.retractionOf(created()));
        assertThat(replica().isReady(List.of(atRisk(MERCHANT))).await().indefinitely())
                .isFalse();
    }

    private static Uni<Void> tell(long from, long to) {
        return replica().tell(LOG, List.of(new Advance(0, from, to)), List.of(atRisk(MERCHANT), atRisk(MERCHANT)));
    }

    private static TellForecasts replica() {
        return new TellForecasts(DATABASE.pool(), () -> Instant.parse("2026-04-01T12:00:00Z"), CHAIN);
    }

    private static List<JsonObject> risks() {
        return DATABASE.query("SELECT body FROM event WHERE type = 'PAYMENT_AT_RISK'").stream()
                .map(row -> new JsonObject(row.getBuffer("body").getDelegate()))
                .toList();
    }
}
