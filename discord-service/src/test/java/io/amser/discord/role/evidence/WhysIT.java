package io.amser.discord.role.evidence;

import static io.amser.discord.role.sync.SyncStage.ANN;
import static io.amser.discord.role.sync.SyncStage.ANNS;
import static io.amser.discord.role.sync.SyncStage.GUILD;
import static io.amser.discord.role.sync.SyncStage.ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.discord.role.Story;
import io.amser.discord.role.audit.Action;
import io.amser.discord.role.standing.Answer;
import io.amser.discord.role.sync.SyncStage;
import io.amser.protocol.Responsible;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhysIT {
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
    void whoever_has_a_role_is_told_which_payment_brought_it_and_until_when() {
        STAGE.apply(STAGE.story.subscribe(1, ANNS, 1));
        var paidFrom = STAGE.story.now();
        var payment = STAGE.story.pay(1, ANNS);
        STAGE.apply(payment);
        STAGE.sync();

        var why = why();

        assertThat(why.wallets()).containsExactly(ANNS);
        assertThat(why.waiting()).isFalse();
        assertThat(why.nextChange())
                .contains(paidFrom.plus(Story.MONTH).plus(Story.GRACE).plus(Duration.ofSeconds(1)));
        var role = why.roles().getFirst();
        assertThat(role.role()).isEqualTo(ROLE);
        assertThat(role.standing().answer()).isEqualTo(Answer.YES);
        assertThat(role.last()).hasValueSatisfying(entry -> {
            assertThat(entry.action()).isEqualTo(Action.GAVE);
            assertThat(entry.status()).contains(204);
        });
        assertThat(role.words())
                .startsWith("Subscription 1 of " + ANNS + ": paid (paid until 2026-05-04T")
                .contains("Last payment: " + payment.event().origin().txHash())
                .endsWith("You have it from us.");
    }

    @Test
    void whoever_lost_a_role_is_told_what_he_can_do() {
        STAGE.apply(STAGE.story.subscribe(1, ANNS, 1), STAGE.story.pay(1, ANNS));
        STAGE.sync();
        STAGE.apply(STAGE.story.fail(1, Responsible.SUBSCRIBER));
        assertThat(why().waiting()).isTrue();
        STAGE.sync();

        var role = why().roles().getFirst();

        assertThat(role.standing().answer()).isEqualTo(Answer.NO);
        assertThat(role.words()).contains("a payment failed and the subscriber has to act");
        assertThat(role.last().orElseThrow().action()).isEqualTo(Action.TOOK);
    }

    @Test
    void whoever_never_linked_a_wallet_is_told_so_and_when_he_was_looked_at() {
        STAGE.database.query("DELETE FROM wallet_link");
        assertThat(why().nextCheck()).isEmpty();

        assertThat(why().roles().getFirst().words()).startsWith("None of your linked wallets subscribes");
    }

    @Test
    void the_next_check_follows_the_last_one() {
        STAGE.apply(STAGE.story.subscribe(1, ANNS, 1), STAGE.story.pay(1, ANNS));
        STAGE.sync();
        STAGE.reconcile();

        assertThat(why().nextCheck()).isPresent();
    }

    private static Why why() {
        return new Whys()
                .of(STAGE.database.pool(), GUILD, ANN, STAGE.head(), Duration.ofMinutes(30))
                .await()
                .indefinitely();
    }
}
