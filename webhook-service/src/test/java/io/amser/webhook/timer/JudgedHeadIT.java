package io.amser.webhook.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.clock.WrittenHead;
import io.amser.protocol.ChainTime;
import io.amser.webhook.WebhookDatabase;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JudgedHeadIT {
    private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(3600);

    private final WebhookDatabase database = new WebhookDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_head_that_is_older_than_one_before_it_is_not_judged_by() {
        assertThat(hold(NOON.plusSeconds(2), 8)).isTrue();

        assertThat(hold(NOON, 7)).isFalse();
        assertThat(hold(NOON.plusSeconds(2), 8)).isTrue();
    }

    @Test
    void a_head_that_was_dated_too_late_silences_none_after_it() {
        assertThat(hold(LATER, 8)).isTrue();

        assertThat(hold(NOON, 9)).isTrue();
    }

    @Test
    void a_topic_that_was_made_anew_counts_from_zero() {
        assertThat(hold(NOON, 8)).isTrue();

        assertThat(hold(LATER, 0)).isTrue();
    }

    private boolean hold(Instant written, long offset) {
        var head = TimerStage.at(5, new ChainTime(1)).head(0).head();
        return database.pool()
                .withTransaction(tx -> new JudgedHead().hold(tx, new WrittenHead(head, written, offset)))
                .await()
                .indefinitely();
    }
}
