package io.amser.discord.role.sync;

import static io.amser.discord.role.sync.SyncStage.ANN;
import static io.amser.discord.role.sync.SyncStage.ANNS;
import static io.amser.discord.role.sync.SyncStage.GUILD;
import static io.amser.discord.role.sync.SyncStage.ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.discord.role.Story;
import io.amser.discord.role.sync.RolesInMemory.Change;
import io.amser.discord.snowflake.UserId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes that die, and others that go on at the same time. */
class InterruptionsIT {
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
    void a_process_that_dies_between_any_two_steps_leaves_no_role_that_is_not_ours() {
        for (var steps = 0; steps < 16; steps++) {
            STAGE.reset();
            STAGE.apply(STAGE.story.subscribe(1, ANNS, 1), STAGE.story.pay(1, ANNS));
            STAGE.dieAfter(steps);
            STAGE.syncWhateverHappens();
            assertThat(STAGE.has(ANN)).as("dies after %d", steps).containsExactly(ROLE);
            assertThat(STAGE.ledger()).as("dies after %d", steps).containsExactly("300 200 granted");

            STAGE.apply(STAGE.story.cancel(1, ANNS));
            STAGE.dieAfter(steps);
            STAGE.syncWhateverHappens();

            assertThat(STAGE.has(ANN)).as("dies after %d", steps).isEmpty();
            assertThat(STAGE.ledger()).as("dies after %d", steps).isEmpty();
            assertThat(STAGE.discord.changes())
                    .as("dies after %d", steps)
                    .extracting(Change::what)
                    .containsExactly("give", "take");
        }
    }

    @Test
    void what_happens_while_a_wish_is_followed_is_followed_as_well() {
        STAGE.apply(STAGE.story.subscribe(1, ANNS, 1), STAGE.story.pay(1, ANNS));
        var cancellation = STAGE.story.cancel(1, ANNS);
        var happened = new AtomicBoolean();
        STAGE.discord.between(() -> {
            if (STAGE.ledger().contains("300 200 granting") && happened.compareAndSet(false, true)) {
                STAGE.apply(cancellation);
            }
        });

        STAGE.sync();

        assertThat(STAGE.discord.changes()).extracting(Change::what).containsExactly("give", "take");
        assertThat(STAGE.wished()).isZero();
    }

    @Test
    void a_grant_that_nobody_could_write_down_is_taken_back_if_it_should_not_be() {
        STAGE.apply(STAGE.story.subscribe(1, ANNS, 1), STAGE.story.pay(1, ANNS));
        STAGE.discord.between(new Runnable() {
            private int requests;

            @Override
            public void run() {
                if (STAGE.has(ANN).contains(ROLE) && requests++ == 0) {
                    throw new SyncStage.Died();
                }
            }
        });
        try {
            STAGE.sync();
        } catch (SyncStage.Died e) {
            STAGE.goOn(Turns.LEASE.plusSeconds(1));
        }
        assertThat(STAGE.ledger()).containsExactly("300 200 granting");

        STAGE.apply(STAGE.story.cancel(1, ANNS));
        STAGE.sync();

        assertThat(STAGE.has(ANN)).isEmpty();
        assertThat(STAGE.ledger()).isEmpty();
    }

    @Test
    void two_replicas_at_once_send_every_change_once() throws InterruptedException {
        for (var user = 0; user < 20; user++) {
            var wallet = Story.address(1000 + user);
            var id = new UserId("" + (4000 + user));
            STAGE.discord.joins(GUILD, id);
            STAGE.database.link(wallet, id);
            STAGE.apply(STAGE.story.subscribe(user, wallet, 1), STAGE.story.pay(user, wallet));
        }
        var head = STAGE.head();
        var ready = new CountDownLatch(1);
        var replicas = List.of(1, 2, 3).stream()
                .map(_ -> Thread.ofPlatform().start(() -> {
                    try {
                        ready.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                    for (var times = 0; times < 5; times++) {
                        STAGE.take().forEach(turn -> STAGE.server(head).use(turn));
                    }
                }))
                .toList();
        ready.countDown();
        for (var replica : replicas) {
            replica.join();
        }

        assertThat(STAGE.discord.changes()).hasSize(20).extracting(Change::what).containsOnly("give");
        assertThat(STAGE.wished()).isZero();
    }

    @Test
    void who_has_lost_the_turn_writes_nothing_and_asks_nothing() {
        STAGE.apply(STAGE.story.subscribe(1, ANNS, 1), STAGE.story.pay(1, ANNS));
        var late = STAGE.take().getFirst();
        STAGE.goOn(Turns.LEASE.plusSeconds(1));
        STAGE.sync();
        var changes = STAGE.discord.changes();
        STAGE.apply(STAGE.story.cancel(1, ANNS));

        STAGE.server(STAGE.head()).use(late);

        assertThat(STAGE.discord.changes()).isEqualTo(changes);
        assertThat(STAGE.wished()).isEqualTo(1);
    }
}
