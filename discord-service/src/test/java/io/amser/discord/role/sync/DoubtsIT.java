package io.amser.discord.role.sync;

import static io.amser.discord.role.sync.SyncStage.ANN;
import static io.amser.discord.role.sync.SyncStage.ANNS;
import static io.amser.discord.role.sync.SyncStage.ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.discord.role.Story;
import io.amser.eventlog.projection.Poison;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While it is not certain what should be, nothing changes. */
class DoubtsIT {
    private static final SyncStage STAGE = new SyncStage();

    @BeforeEach
    void reset() {
        STAGE.reset();
    }

    @AfterAll
    static void close() {
        STAGE.close();
    }

    @Test
    void a_half_read_log_takes_nothing() {
        STAGE.paid(1, ANNS);
        STAGE.database.query("TRUNCATE history, subscription, log_offset");
        STAGE.endOffsets = List.of(5L);
        STAGE.reconcile();
        assertThat(STAGE.has(ANN)).containsExactly(ROLE);
        assertThat(STAGE.wished()).isEqualTo(1);

        STAGE.database.query(
                "INSERT INTO log_offset (cluster_id, topic_id, partition, topic, next_offset) VALUES ('c', 't', 0, 'amser.chain.events', 4)");
        STAGE.sync();
        assertThat(STAGE.has(ANN)).containsExactly(ROLE);
    }

    @Test
    void nobody_is_judged_by_an_older_head_than_before() {
        STAGE.paid(1, ANNS);
        var old = STAGE.head();
        STAGE.goOn(Duration.ofSeconds(1));
        STAGE.sync();
        STAGE.apply(STAGE.story.cancel(1, ANNS));

        for (var turn : STAGE.take()) {
            STAGE.server(old).use(turn);
        }

        assertThat(STAGE.has(ANN)).containsExactly(ROLE);
        assertThat(STAGE.wished()).isEqualTo(1);
    }

    @Test
    void where_the_log_lacks_something_nothing_changes_until_the_chain_was_asked_which_is_soon() {
        STAGE.paid(1, ANNS);
        STAGE.reconcile();
        STAGE.database.poison(
                new Poison(Optional.of(Story.MODULE), Optional.empty(), 0, 7, "It is not what it should be"));
        STAGE.apply(STAGE.story.cancel(1, ANNS));
        STAGE.sync();
        assertThat(STAGE.has(ANN)).containsExactly(ROLE);

        STAGE.apiSays = Optional.of(false);
        STAGE.chainSays.put(ANNS.value(), false);
        STAGE.beginRound();
        STAGE.sync();

        assertThat(STAGE.has(ANN)).isEmpty();
    }

    @Test
    void an_api_that_does_not_answer_takes_nothing_and_one_that_contradicts_is_checked_on_chain() {
        STAGE.paid(1, ANNS);
        STAGE.reconcile();
        assertThat(STAGE.has(ANN)).containsExactly(ROLE);

        STAGE.apiSays = Optional.of(false);
        STAGE.reconcile();
        assertThat(STAGE.has(ANN)).as("the chain did not answer").containsExactly(ROLE);

        STAGE.chainSays.put(ANNS.value(), true);
        STAGE.reconcile();
        assertThat(STAGE.has(ANN)).as("the chain is with us").containsExactly(ROLE);
        assertThat(STAGE.drift()).isZero();

        STAGE.chainSays.put(ANNS.value(), false);
        STAGE.reconcile();
        assertThat(STAGE.has(ANN)).isEmpty();
        assertThat(STAGE.drift()).isPositive();
    }

    @Test
    void the_chains_word_stands_until_an_event_outdates_it() {
        STAGE.apply(STAGE.story.subscribe(1, ANNS, 1));
        STAGE.sync();
        STAGE.apiSays = Optional.of(true);
        STAGE.chainSays.put(ANNS.value(), true);
        STAGE.reconcile();
        assertThat(STAGE.has(ANN)).containsExactly(ROLE);
        STAGE.sync();
        assertThat(STAGE.has(ANN)).containsExactly(ROLE);

        STAGE.apply(STAGE.story.cancel(1, ANNS));
        STAGE.sync();

        assertThat(STAGE.has(ANN)).isEmpty();
    }
}
