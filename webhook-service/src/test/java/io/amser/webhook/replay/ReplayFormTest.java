package io.amser.webhook.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.webhook.event.EventType;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayFormTest {
    private static final Instant NOW = Instant.parse("2026-04-30T00:00:00Z");

    @Test
    void times_are_iso_or_unix_seconds() {
        assertThat(wish("{\"since\": \"2026-04-01T02:00:00+02:00\", \"until\": 1775088000}"))
                .extracting(ReplayWish::since, ReplayWish::until)
                .containsExactly(Instant.parse("2026-04-01T00:00:00Z"), Instant.parse("2026-04-02T00:00:00Z"));
    }

    @Test
    void what_is_still_to_come_is_no_matter_of_a_replay() {
        assertThat(wish("{\"since\": \"2026-04-01T00:00:00Z\"}").until()).isEqualTo(NOW);
        assertThat(wish("{\"since\": \"2026-04-01T00:00:00Z\", \"until\": \"2027-01-01T00:00:00Z\"}")
                        .until())
                .isEqualTo(NOW);
    }

    @Test
    void types_are_those_of_events_on_chain() {
        assertThat(wish("{\"since\": 1777000000, \"event_types\": [\"payment.failed\"]}")
                        .types())
                .containsExactly(EventType.PAYMENT_FAILED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                             | since is required
            {"since": "2026-03-30T23:59:59Z"}                              | at most 30 days ago
            {"since": 1775088000, "until": 1775088000}                     | must be before
            {"since": "2027-01-01T00:00:00Z"}                              | must be before
            {"since": "2026-04-01"}                                        | ISO 8601
            {"since": "2026-04-01T00:00:00"}                               | ISO 8601
            {"since": -1}                                                  | ISO 8601
            {"since": 1e300}                                               | ISO 8601
            {"since": 9223372036854775807}                                 | ISO 8601
            {"since": "+999999999-12-31T23:59:59Z"}                        | must be before
            {"since": 1777000000, "until": true}                           | until must be ISO
            {"since": 1777000000, "event_types": ["endpoint.test"]}        | event_types
            {"since": 1777000000, "event_types": "payment.failed"}         | event_types
            {"since": 1777000000, "event_types": [null]}                   | event_types
            {"since": 1777000000, "type": "payment.failed"}                | type is not known
            """)
    void what_cannot_be_is_refused(String json, String why) {
        assertThatThrownBy(() -> wish(json)).hasMessageContaining(why);
    }

    @Test
    void whether_it_is_dry_is_true_or_false() {
        assertThat(form("{\"dry_run\": true}").isDryRun()).isTrue();
        assertThat(form("{\"dry_run\": false}").isDryRun()).isFalse();
        assertThat(form("{}").isDryRun()).isFalse();
        assertThatThrownBy(form("{\"dry_run\": \"no\"}")::isDryRun).hasMessageContaining("dry_run");
    }

    private static ReplayWish wish(String json) {
        return form(json).wish(NOW);
    }

    private static ReplayForm form(String json) {
        return new ReplayForm(new JsonObject(json));
    }
}
