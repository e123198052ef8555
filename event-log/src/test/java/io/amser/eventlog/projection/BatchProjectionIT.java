package io.amser.eventlog.projection;

import static io.amser.devstack.server.TestServers.unique;
import static io.amser.eventlog.projection.LedgerLog.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.devstack.server.TestServers;
import io.amser.eventlog.EmptyLog;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is applied to the database, however often and by whomever a batch is read. */
class BatchProjectionIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final LedgerLog log = new LedgerLog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void every_record_is_applied_once_and_in_order() {
        log.publish(1, 1500);

        try (var replica = log.replica()) {
            replica.applyAll();
        }

        assertThat(log.ledger().applied()).isEqualTo(ids(1, 1500));
    }

    @Test
    void a_batch_that_comes_twice_is_applied_once() {
        log.publish(1, 10);

        try (var replica = log.replica()) {
            var polled = replica.poll();
            replica.apply(polled).await().atMost(SOON);
            replica.apply(polled).await().atMost(SOON);
        }

        assertThat(log.ledger().applied()).isEqualTo(ids(1, 10));
    }

    @Test
    void a_replica_that_dies_before_kafka_heard_of_its_position_leaves_nothing_to_do_twice() {
        log.publish(1, 10);
        try (var first = log.replica()) {
            first.applyAll();
        }
        log.publish(11, 20);

        try (var second = log.replica()) {
            second.applyAll();
        }

        assertThat(log.ledger().applied()).isEqualTo(ids(1, 20));
    }

    @Test
    void a_loser_of_a_partition_overwrites_nothing() {
        log.publish(1, 10);
        try (var loser = log.replica(unique("loser"));
                var winner = log.replica()) {
            var late = loser.poll();
            winner.applyAll();
            log.publish(11, 20);
            winner.applyAll();

            loser.apply(late).await().atMost(SOON);
        }

        assertThat(log.ledger().applied()).isEqualTo(ids(1, 20));
    }

    @Test
    void a_winner_finds_what_the_loser_finished_late() {
        log.publish(1, 10);
        try (var loser = log.replica(unique("loser"));
                var winner = log.replica()) {
            var early = loser.poll();
            log.publish(11, 20);
            var all = winner.poll();
            loser.apply(early).await().atMost(SOON);

            winner.apply(all).await().atMost(SOON);
            winner.applyAll();
        }

        assertThat(log.ledger().applied()).isEqualTo(ids(1, 20));
    }

    @Test
    void a_topic_that_was_recreated_while_the_service_was_away_stops_it() {
        log.publish(1, 5);
        try (var replica = log.replica()) {
            replica.applyAll();
        }
        EmptyLog.recreate(TestServers.kafka());
        log.publish(6, 20);

        try (var replica = log.replica()) {
            assertThat(replica.poll()).isEmpty();
            assertThat(replica.state().stopped())
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .contains("amser.chain.events is not the one that this service has applied"));
        }

        assertThat(log.ledger().applied()).isEqualTo(ids(1, 5));
    }

    @Test
    void a_topic_that_is_recreated_before_a_batch_is_applied_stops_the_consumer() {
        log.publish(1, 5);
        try (var replica = log.replica()) {
            var polled = replica.poll();
            EmptyLog.recreate(TestServers.kafka());

            assertThatThrownBy(() -> replica.apply(polled).await().atMost(SOON)).isInstanceOf(LogStopped.class);
            assertThat(replica.state().stopped()).isPresent();
        }

        assertThat(log.ledger().applied()).isEmpty();
    }

    @Test
    void a_log_that_lost_records_stops_the_consumer() {
        log.publish(1, 5);
        try (var replica = log.replica()) {
            replica.applyAll();
        }
        log.ledger()
                .pool()
                .query("UPDATE log_offset SET next_offset = 999")
                .execute()
                .await()
                .indefinitely();

        try (var replica = log.replica()) {
            assertThat(replica.poll()).isEmpty();
            assertThat(replica.state().stopped())
                    .hasValueSatisfying(sentence -> assertThat(sentence).contains("are gone"));
        }
    }

    @Test
    void a_database_that_is_away_costs_time_and_nothing_else() {
        log.publish(1, 10);
        try (var postgres = TestServers.freshPostgres();
                var tables = new Ledger(postgres.createDatabase("ledger"));
                var replica = log.replica(tables)) {
            var polled = replica.poll();
            postgres.kill();

            var applied = replica.apply(polled).subscribeAsCompletionStage();
            assertThat(applied).isNotCompleted();
            postgres.restart();

            assertThat(applied).succeedsWithin(SOON);
            assertThat(tables.applied()).isEqualTo(ids(1, 10));
        }
        assertThat(log.deadLetters()).isEmpty();
    }

    @Test
    void positions_that_go_back_stop_the_consumer() {
        log.publish(1, 10);
        try (var replica = log.replica()) {
            replica.applyAll();
            log.ledger()
                    .pool()
                    .query("UPDATE log_offset SET next_offset = 3")
                    .execute()
                    .await()
                    .indefinitely();
            log.publish(11, 12);
            var polled = replica.poll();

            assertThatThrownBy(() -> replica.apply(polled).await().atMost(SOON))
                    .isInstanceOf(LogStopped.class)
                    .hasMessageContaining("went back");
        }
    }
}
