package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.MONTH;
import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.FailCode;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClosedWindowIT {
    private static final Duration AFTER_ITS_END = MONTH.plus(Duration.ofMinutes(1));

    private final Stage stage = new Stage();
    private final Condition condition = new Condition();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_window_that_no_keeper_saw_is_called_missed_and_nothing_is_sent_before_a_recovery() {
        var subscription = stage.subscribe(0, usdc(100));
        stage.node.advance(AFTER_ITS_END);

        runs();
        assertThat(missed()).isEqualTo(1);
        assertThat(sent()).isEqualTo("0");

        recover(subscription);
        runs();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(missed()).isZero();
    }

    @Test
    void a_window_that_was_watched_is_called_missed_as_soon_as_it_closes_and_a_top_up_sends_nothing_then() {
        var subscription = stage.subscribe(0, TokenAmount.ZERO);
        runs();
        stage.follow();
        stage.node.advance(MONTH.dividedBy(2));
        runs();
        stage.node.advance(MONTH.dividedBy(2).plus(Duration.ofMinutes(1)));

        runs();
        assertThat(missed()).isEqualTo(1);
        stage.subscriber(0).receive(usdc(100));
        runs();
        assertThat(sent()).isEqualTo("1");
        assertThat(stage.failures(subscription))
                .extracting(failure -> failure.code())
                .containsExactly(FailCode.TRANSFER_FAILED);

        recover(subscription);
        runs();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
    }

    private void recover(SubscriptionKey subscription) {
        stage.merchant.recover(subscription);
        stage.follow();
    }

    /** Anew each time: a keeper that starts has to see the same as one that was there. */
    private void runs() {
        stage.keeper(condition).run();
        stage.keeper(condition).run();
    }

    private long missed() {
        return condition.backlog().missed();
    }

    private String sent() {
        return stage.database.ask("SELECT count(*) AS answer FROM submission").getFirst();
    }
}
