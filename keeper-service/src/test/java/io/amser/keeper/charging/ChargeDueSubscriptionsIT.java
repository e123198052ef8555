package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.MONTH;
import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.FailCode;
import io.amser.protocol.TokenAmount;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChargeDueSubscriptionsIT {
    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void charges_a_new_subscription_in_its_first_round() {
        var subscription = stage.subscribe(0, usdc(100));

        stage.keeper().run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(stage.active(0)).isTrue();
    }

    @Test
    void charges_each_month_once() {
        var subscription = stage.subscribe(0, usdc(100));
        var keeper = stage.keeper();

        for (var month = 1; month <= 3; month++) {
            keeper.run();
            keeper.run();
            assertThat(stage.timesCharged(subscription)).isEqualTo(month);
            keeper.run();
            stage.node.advance(MONTH);
        }

        assertThat(stage.database.ask("SELECT state AS answer FROM charge"))
                .containsOnly("CHARGED")
                .hasSize(3);
    }

    @Test
    void reports_a_failure_once_and_charges_after_the_top_up() {
        var subscription = stage.subscribe(0, usdc(4));
        var keeper = stage.keeper();

        keeper.run();
        keeper.run();
        stage.node.advance(Duration.ofHours(3));
        keeper.run();
        assertThat(stage.failures(subscription))
                .extracting(failure -> failure.code())
                .containsExactly(FailCode.TRANSFER_FAILED);

        stage.subscriber(0).receive(usdc(6));
        keeper.run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(stage.failures(subscription)).hasSize(1);
    }

    @Test
    void charges_after_a_new_allowance() {
        var subscription = stage.subscribe(0, usdc(100));
        stage.subscriber(0).allow(usdc(3), stage.node.time().plus(MONTH));
        var keeper = stage.keeper();
        keeper.run();
        assertThat(stage.failures(subscription))
                .extracting(failure -> failure.code())
                .containsExactly(FailCode.INSUFFICIENT_ALLOWANCE);

        keeper.run();
        stage.subscriber(0).allow(usdc(30), stage.node.time().plus(MONTH));
        keeper.run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
    }

    @Test
    void what_is_held_up_keeps_nobody_behind_it_waiting() {
        stage.subscribe(0, usdc(100));
        var younger = stage.subscribe(1, usdc(100));
        stage.database.change("UPDATE due SET window_id = 7 WHERE id = 1");

        stage.keeper(Settings.USUAL.inSmallLots(1), stage.chain()).run();

        assertThat(stage.timesCharged(younger)).isEqualTo(1);
    }

    @Test
    void charges_the_others_of_a_batch_with_a_bad_one() {
        var good = stage.subscribe(0, usdc(100));
        var poor = stage.subscribe(1, TokenAmount.ZERO);
        var alsoGood = stage.subscribe(2, usdc(100));

        stage.keeper().run();

        assertThat(stage.timesCharged(good)).isEqualTo(1);
        assertThat(stage.timesCharged(alsoGood)).isEqualTo(1);
        assertThat(stage.failures(poor)).hasSize(1);
        assertThat(stage.database.ask("SELECT count(*) AS answer FROM submission"))
                .containsExactly("1");
    }
}
