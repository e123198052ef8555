package io.amser.discord.role.sync;

import static io.amser.discord.role.Story.takenBack;
import static io.amser.discord.role.sync.SyncStage.ANN;
import static io.amser.discord.role.sync.SyncStage.ANNS;
import static io.amser.discord.role.sync.SyncStage.BOB;
import static io.amser.discord.role.sync.SyncStage.BOBS;
import static io.amser.discord.role.sync.SyncStage.GOLD;
import static io.amser.discord.role.sync.SyncStage.GUILD;
import static io.amser.discord.role.sync.SyncStage.ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.discord.role.Story;
import io.amser.discord.role.sync.RolesInMemory.Change;
import io.amser.discord.role.wish.Cause;
import io.amser.protocol.Responsible;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles come and go as they should. */
class SyncServerIT {
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
    void a_role_comes_with_the_first_payment_and_says_why() {
        STAGE.apply(STAGE.story.subscribe(1, ANNS, 1));
        STAGE.sync();
        assertThat(STAGE.has(ANN)).isEmpty();

        STAGE.apply(STAGE.story.pay(1, ANNS));
        STAGE.sync();

        assertThat(STAGE.has(ANN)).containsExactly(ROLE);
        assertThat(STAGE.ledger()).containsExactly("300 200 granted");
        assertThat(STAGE.audit()).hasSize(1).first().asString().startsWith("gave: Paid by " + ANNS + ", tx 0x");
        assertThat(STAGE.wished()).isZero();
    }

    @Test
    void a_role_goes_with_a_failure_of_the_subscriber_and_stays_with_one_of_anybody_else() {
        STAGE.paid(1, ANNS);
        STAGE.apply(STAGE.story.fail(1, Responsible.PROTOCOL));
        STAGE.sync();
        assertThat(STAGE.has(ANN)).containsExactly(ROLE);

        STAGE.apply(STAGE.story.fail(1, Responsible.SUBSCRIBER));
        STAGE.sync();

        assertThat(STAGE.has(ANN)).isEmpty();
        assertThat(STAGE.audit()).last().asString().contains("a payment failed and the subscriber has to act");
        assertThat(STAGE.ledger()).isEmpty();
    }

    @Test
    void a_merchant_may_let_a_role_stay_until_paid_access_lapses() {
        STAGE.map(1, ROLE, "lapse");
        STAGE.paid(1, ANNS);
        STAGE.apply(STAGE.story.fail(1, Responsible.SUBSCRIBER));
        STAGE.sync();
        assertThat(STAGE.has(ANN)).containsExactly(ROLE);

        STAGE.story.after(Story.MONTH.plus(Story.GRACE));
        STAGE.sync();

        assertThat(STAGE.has(ANN)).isEmpty();
    }

    @Test
    void a_role_goes_in_the_very_second_in_which_access_has_lapsed() {
        var began = STAGE.story.now().plus(Duration.ofHours(1));
        STAGE.paid(1, ANNS);

        STAGE.head = Optional.of(began.plus(Story.MONTH).plus(Story.GRACE));
        STAGE.sync();
        assertThat(STAGE.has(ANN)).containsExactly(ROLE);

        STAGE.head = STAGE.head.map(time -> time.plus(Duration.ofSeconds(1)));
        STAGE.sync();
        assertThat(STAGE.has(ANN)).isEmpty();
        assertThat(STAGE.audit()).last().asString().contains("the paid time is over (paid until");
    }

    @Test
    void a_chain_that_goes_back_behind_a_lapse_gives_the_role_back() {
        STAGE.paid(1, ANNS);
        var before = STAGE.story.now();
        STAGE.head = Optional.of(before.plus(Duration.ofDays(40)));
        STAGE.sync();
        assertThat(STAGE.has(ANN)).isEmpty();

        STAGE.head = Optional.of(before.plus(Duration.ofDays(30)));
        STAGE.sync();

        assertThat(STAGE.has(ANN)).containsExactly(ROLE);
    }

    @Test
    void a_reorganisation_takes_the_role_back_and_says_so() {
        STAGE.apply(STAGE.story.subscribe(1, ANNS, 1));
        var payment = STAGE.story.pay(1, ANNS);
        STAGE.apply(payment);
        STAGE.sync();

        STAGE.apply(takenBack(payment));
        STAGE.sync();

        assertThat(STAGE.has(ANN)).isEmpty();
        assertThat(STAGE.audit())
                .last()
                .asString()
                .startsWith("took: A reorganisation took back the payment behind it, tx "
                        + payment.event().origin().txHash());
    }

    @Test
    void what_returns_in_the_new_branch_changes_nothing_for_the_member() {
        STAGE.apply(STAGE.story.subscribe(1, ANNS, 1));
        var payment = STAGE.story.pay(1, ANNS);
        STAGE.apply(payment);
        STAGE.sync();

        STAGE.apply(takenBack(payment), STAGE.story.pay(1, ANNS));
        STAGE.sync();

        assertThat(STAGE.discord.changes()).hasSize(1);
        assertThat(STAGE.has(ANN)).containsExactly(ROLE);
    }

    @Test
    void who_subscribed_before_he_verified_gets_the_role_then_and_loses_it_when_he_unlinks() {
        var wallet = Story.address(77);
        STAGE.paid(1, wallet);
        assertThat(STAGE.discord.changes()).isEmpty();

        STAGE.link(wallet, ANN);
        STAGE.sync();
        assertThat(STAGE.has(ANN)).containsExactly(ROLE);

        STAGE.unlink(wallet, ANN);
        STAGE.sync();
        assertThat(STAGE.has(ANN)).isEmpty();
    }

    @Test
    void a_wallet_that_is_somebody_elses_now_takes_the_role_along() {
        STAGE.paid(1, ANNS);

        STAGE.link(ANNS, BOB);
        STAGE.leave(tx -> STAGE.wishes.leaveForUser(tx, ANN, Optional.empty(), Cause.UNLINKED));
        STAGE.sync();

        assertThat(STAGE.has(ANN)).isEmpty();
        assertThat(STAGE.has(BOB)).containsExactly(ROLE);
    }

    @Test
    void one_wallet_that_pays_is_enough_for_a_role() {
        STAGE.paid(1, ANNS);
        STAGE.link(Story.address(78), ANN);
        STAGE.apply(STAGE.story.subscribe(2, Story.address(78), 1), STAGE.story.cancel(2, Story.address(78)));
        STAGE.sync();

        assertThat(STAGE.has(ANN)).containsExactly(ROLE);
    }

    @Test
    void another_role_for_the_plan_takes_the_former_one_back_first() {
        STAGE.paid(1, ANNS);

        STAGE.map(1, GOLD, "failure");
        STAGE.sync();

        assertThat(STAGE.has(ANN)).containsExactly(GOLD);
        assertThat(STAGE.discord.changes()).extracting(Change::what).containsExactly("give", "take", "give");
        assertThat(STAGE.audit()).anyMatch(line -> line.equals("took: No plan gives this role here any more."));
    }

    @Test
    void disconnecting_takes_back_what_we_gave_and_nothing_else() {
        STAGE.paid(1, ANNS);
        STAGE.discord.giveByHand(GUILD, BOB, ROLE);
        STAGE.paid(2, BOBS);

        STAGE.disconnect();
        STAGE.sync();

        assertThat(STAGE.has(ANN)).isEmpty();
        assertThat(STAGE.has(BOB)).containsExactly(ROLE);
        assertThat(STAGE.ledger()).isEmpty();
        assertThat(STAGE.strings("SELECT user_id FROM member")).isEmpty();
    }

    @Test
    void a_role_that_somebody_else_gave_is_never_taken() {
        STAGE.discord.giveByHand(GUILD, ANN, ROLE);
        STAGE.paid(1, ANNS);
        STAGE.apply(STAGE.story.cancel(1, ANNS));
        STAGE.sync();
        STAGE.reconcile();

        assertThat(STAGE.has(ANN)).containsExactly(ROLE);
        assertThat(STAGE.discord.changes()).isEmpty();
    }

    @Test
    void reconciliation_mends_what_was_changed_by_hand_and_counts_it() {
        STAGE.paid(1, ANNS);
        STAGE.discord.takeByHand(GUILD, ANN, ROLE);

        STAGE.reconcile();

        assertThat(STAGE.has(ANN)).containsExactly(ROLE);
        assertThat(STAGE.drift()).isEqualTo(1);
        assertThat(STAGE.audit()).last().asString().startsWith("gave: Somebody removed it, given again (1).");
    }

    @Test
    void who_subscribed_in_the_moment_in_which_the_plan_got_its_role_is_found() {
        STAGE.apply(STAGE.story.subscribe(1, ANNS, 1), STAGE.story.pay(1, ANNS));
        STAGE.database.query("DELETE FROM sync_wish");

        STAGE.reconcile();

        assertThat(STAGE.has(ANN)).containsExactly(ROLE);
    }

    @Test
    void a_role_that_somebody_keeps_undoing_is_left_alone_until_the_next_payment() {
        STAGE.paid(1, ANNS);
        for (var times = 0; times < 5; times++) {
            STAGE.discord.takeByHand(GUILD, ANN, ROLE);
            STAGE.reconcile();
        }
        assertThat(STAGE.has(ANN)).isEmpty();
        assertThat(STAGE.ledger()).containsExactly("300 200 contested");
        assertThat(STAGE.discord.changes()).hasSize(3);

        STAGE.story.after(Story.MONTH);
        STAGE.apply(STAGE.story.pay(1, ANNS));
        STAGE.sync();

        assertThat(STAGE.has(ANN)).containsExactly(ROLE);
        assertThat(STAGE.ledger()).containsExactly("300 200 granted");
    }
}
