package io.amser.discord.role.sync;

import static io.amser.discord.role.sync.SyncStage.ANN;
import static io.amser.discord.role.sync.SyncStage.ANNS;
import static io.amser.discord.role.sync.SyncStage.BOB;
import static io.amser.discord.role.sync.SyncStage.BOBS;
import static io.amser.discord.role.sync.SyncStage.GOLD;
import static io.amser.discord.role.sync.SyncStage.GUILD;
import static io.amser.discord.role.sync.SyncStage.ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.discord.role.Story;
import io.amser.protocol.Address;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands in the way of a role becomes a state, and heals. */
class ObstaclesIT {
    private static final SyncStage STAGE = new SyncStage();
    private static final Address OTHER = Story.address(3);

    /** Until Discord is asked again whether the bot is back. */
    private static final Duration A_WHILE = Duration.ofHours(6);

    @BeforeEach
    void reset() {
        STAGE.reset();
    }

    @AfterAll
    static void close() {
        STAGE.close();
    }

    @Test
    void a_role_above_the_bot_is_asked_for_once_for_all_members_and_given_when_the_bot_may() {
        STAGE.discord.isAboveTheBot(ROLE);
        STAGE.apply(STAGE.story.subscribe(1, ANNS, 1), STAGE.story.subscribe(2, BOBS, 1));
        STAGE.apply(STAGE.story.pay(1, ANNS), STAGE.story.pay(2, BOBS));
        STAGE.sync();
        assertThat(STAGE.strings("SELECT code::text FROM role_fault")).containsExactly("50013");
        assertThat(STAGE.ledger()).isEmpty();
        assertThat(STAGE.wished()).isZero();
        var requests = STAGE.discord.requests();
        STAGE.sync();
        assertThat(STAGE.discord.requests()).isEqualTo(requests);

        STAGE.discord.exists(ROLE);
        STAGE.reconcile();

        assertThat(STAGE.has(ANN)).containsExactly(ROLE);
        assertThat(STAGE.has(BOB)).containsExactly(ROLE);
        assertThat(STAGE.strings("SELECT code::text FROM role_fault")).isEmpty();
    }

    @Test
    void a_role_that_cannot_be_taken_stays_ours_until_it_can() {
        STAGE.paid(1, ANNS);
        STAGE.discord.isAboveTheBot(ROLE);
        STAGE.apply(STAGE.story.cancel(1, ANNS));
        STAGE.sync();
        assertThat(STAGE.ledger()).containsExactly("300 200 granted");

        STAGE.discord.exists(ROLE);
        STAGE.reconcile();

        assertThat(STAGE.has(ANN)).isEmpty();
        assertThat(STAGE.ledger()).isEmpty();
    }

    @Test
    void a_deleted_role_is_a_state_and_another_one_takes_its_place() {
        STAGE.paid(1, ANNS);
        STAGE.discord.isDeleted(ROLE);
        STAGE.reconcile();
        assertThat(STAGE.strings("SELECT code::text FROM role_fault")).containsExactly("10011");
        assertThat(STAGE.ledger()).isEmpty();
        assertThat(STAGE.wished()).isZero();

        STAGE.map(1, GOLD, "failure");
        STAGE.sync();

        assertThat(STAGE.has(ANN)).containsExactly(GOLD);
    }

    @Test
    void who_leaves_loses_what_we_gave_and_gets_it_again_when_he_is_back() {
        STAGE.paid(1, ANNS);
        STAGE.discord.leaves(GUILD, ANN);
        STAGE.reconcile();
        assertThat(STAGE.ledger()).isEmpty();
        assertThat(STAGE.strings("SELECT condition FROM member")).containsExactly("left");
        assertThat(STAGE.wished()).isZero();

        STAGE.discord.joins(GUILD, ANN);
        STAGE.reconcile();

        assertThat(STAGE.has(ANN)).containsExactly(ROLE);
        assertThat(STAGE.strings("SELECT condition FROM member")).containsExactly("here");
    }

    @Test
    void a_bot_that_was_removed_is_a_state_and_heals_when_it_is_back() {
        STAGE.discord.removeBot();
        STAGE.paid(1, ANNS);
        assertThat(STAGE.strings("SELECT condition FROM connection")).containsExactly("removed");
        STAGE.paid(2, BOBS);
        var requests = STAGE.discord.requests();
        STAGE.sync();
        assertThat(STAGE.discord.requests()).isEqualTo(requests);
        assertThat(STAGE.wished()).isZero();

        STAGE.discord.addBot();
        STAGE.goOn(A_WHILE);
        STAGE.reconcile();

        assertThat(STAGE.has(ANN)).containsExactly(ROLE);
        assertThat(STAGE.has(BOB)).containsExactly(ROLE);
        assertThat(STAGE.strings("SELECT condition FROM connection")).containsExactly("connected");
    }

    @Test
    void a_merchant_who_lets_the_bot_in_again_finds_whatever_was_missed() {
        STAGE.paid(1, ANNS);
        STAGE.discord.removeBot();
        STAGE.apply(STAGE.story.cancel(1, ANNS));
        STAGE.sync();
        STAGE.paid(2, BOBS);

        STAGE.discord.addBot();
        STAGE.connectAgain(Story.MODULE);
        STAGE.sync();

        assertThat(STAGE.has(ANN)).isEmpty();
        assertThat(STAGE.has(BOB)).containsExactly(ROLE);
    }

    @Test
    void a_removed_bot_that_comes_back_for_one_module_gives_nothing_for_another() {
        STAGE.database.connect(OTHER, GUILD);
        STAGE.database.map(OTHER, 1, GUILD, GOLD, "failure");
        STAGE.paid(1, ANNS);
        STAGE.discord.removeBot();
        STAGE.reconcile();
        assertThat(STAGE.strings("SELECT condition FROM connection")).containsExactly("removed", "removed");

        STAGE.discord.addBot();
        STAGE.connectAgain(OTHER);
        STAGE.paid(2, BOBS);
        STAGE.reconcile();

        assertThat(STAGE.strings("SELECT condition FROM connection ORDER BY module = '%s'".formatted(OTHER)))
                .containsExactly("ended", "connected");
        assertThat(STAGE.has(ANN)).isEmpty();
        assertThat(STAGE.has(BOB)).isEmpty();

        STAGE.discord.removeBot();
        STAGE.reconcile();
        STAGE.discord.addBot();
        STAGE.goOn(A_WHILE);
        STAGE.reconcile();
        assertThat(STAGE.has(ANN)).isEmpty();
        assertThat(STAGE.has(BOB)).isEmpty();
    }

    @Test
    void who_finds_the_bot_away_forgets_nothing_of_a_server_that_it_was_let_onto_meanwhile() {
        STAGE.apply(STAGE.story.subscribe(1, ANNS, 1), STAGE.story.pay(1, ANNS));
        var turn = STAGE.take().getFirst();

        STAGE.books().sleep(turn);

        assertThat(STAGE.wished()).isEqualTo(1);
    }

    @Test
    void a_server_that_changes_while_it_is_inspected_is_inspected_once_more() {
        STAGE.discord.isAboveTheBot(ROLE);
        STAGE.apply(STAGE.story.subscribe(1, ANNS, 1), STAGE.story.pay(1, ANNS));
        var asked = new AtomicInteger();
        STAGE.discord.between(() -> {
            if (asked.incrementAndGet() == 2) {
                STAGE.discord.exists(ROLE);
                STAGE.leave(tx -> STAGE.wishes.inspect(tx, GUILD));
            }
        });

        STAGE.sync();

        assertThat(STAGE.has(ANN)).containsExactly(ROLE);
    }

    @Test
    void nobody_begins_a_round_where_the_bot_is_away() {
        STAGE.paid(1, ANNS);
        STAGE.discord.removeBot();
        STAGE.reconcile();
        STAGE.goOn(SyncStage.INTERVAL.multipliedBy(3));

        STAGE.beginRound();

        assertThat(STAGE.wished()).isZero();
    }

    @Test
    void what_a_disconnected_server_could_not_give_back_is_taken_when_the_bot_may() {
        STAGE.paid(1, ANNS);
        STAGE.discord.isAboveTheBot(ROLE);
        STAGE.disconnect();
        STAGE.sync();
        assertThat(STAGE.has(ANN)).containsExactly(ROLE);

        STAGE.discord.exists(ROLE);
        STAGE.reconcile();

        assertThat(STAGE.has(ANN)).isEmpty();
        assertThat(STAGE.ledger()).isEmpty();
        assertThat(STAGE.strings("SELECT user_id FROM member")).isEmpty();
    }

    @Test
    void a_server_that_nobody_is_connected_to_any_more_is_forgotten_with_the_bot() {
        STAGE.paid(1, ANNS);
        STAGE.discord.isAboveTheBot(ROLE);
        STAGE.disconnect();
        STAGE.sync();
        STAGE.discord.removeBot();
        STAGE.reconcile();
        assertThat(STAGE.ledger()).isEmpty();
        var requests = STAGE.discord.requests();

        STAGE.reconcile();

        assertThat(STAGE.discord.requests()).isEqualTo(requests);
    }

    @Test
    void a_member_about_whom_discord_is_silent_holds_nobody_else_up() {
        STAGE.discord.isSilentAbout(ANN);
        STAGE.apply(STAGE.story.subscribe(1, ANNS, 1), STAGE.story.pay(1, ANNS));
        STAGE.apply(STAGE.story.subscribe(2, BOBS, 1), STAGE.story.pay(2, BOBS));

        STAGE.sync();
        STAGE.goOn(Duration.ofSeconds(5));
        STAGE.sync();

        assertThat(STAGE.has(BOB)).containsExactly(ROLE);
        assertThat(STAGE.wished()).isEqualTo(1);
    }

    @Test
    void what_a_limit_holds_back_leaves_no_trace_and_is_done_later() {
        STAGE.apply(STAGE.story.subscribe(1, ANNS, 1), STAGE.story.pay(1, ANNS));
        STAGE.discord.isBusy(true);
        STAGE.sync();
        assertThat(STAGE.ledger()).isEmpty();
        assertThat(STAGE.wished()).isEqualTo(1);

        STAGE.discord.isBusy(false);
        STAGE.sync();

        assertThat(STAGE.has(ANN)).containsExactly(ROLE);
    }
}
