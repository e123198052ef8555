package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.keeper.chain.ChainUnreachable;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpendingIT {
    private static final String RESERVED = "SELECT wei AS answer FROM key_day ORDER BY day DESC";

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void waits_for_the_next_day_of_chain_time_once_the_money_of_the_day_is_spent() {
        var first = stage.subscribe(0, usdc(100));
        stage.keeper().run();
        stage.keeper().run();
        var spent = new BigInteger(one("SELECT wei AS answer FROM key_day"));
        var thrifty = stage.keeper(Settings.USUAL.spending(spent.add(BigInteger.ONE)), stage.chain());
        var second = stage.subscribe(1, usdc(100));
        thrifty.run();
        assertThat(stage.timesCharged(second)).isZero();

        stage.node.advance(Duration.ofDays(1));
        var enough = stage.keeper(Settings.USUAL.spending(BigInteger.TEN.pow(17)), stage.chain());
        enough.run();

        assertThat(stage.timesCharged(first)).isEqualTo(1);
        assertThat(stage.timesCharged(second)).isEqualTo(1);
    }

    @Test
    void sets_aside_before_it_sends_and_gives_back_what_was_not_used() {
        stage.subscribe(0, usdc(100));
        var deaf = stage.keeper(Settings.USUAL, FaultyChain.deafTo(stage.chain()));
        assertThatThrownBy(deaf::run).isInstanceOf(ChainUnreachable.class);
        var setAside = new BigInteger(one(RESERVED));

        stage.keeper().run();
        stage.keeper().run();

        assertThat(new BigInteger(one(RESERVED))).isPositive().isLessThan(setAside);
        assertThat(one("SELECT (sum(coalesce(spent, reserved)) = (SELECT sum(wei) FROM key_day))::text AS answer"
                        + " FROM submission"))
                .isEqualTo("true");
        assertThat(one("SELECT (spent = gas_used * gas_price)::text AS answer FROM submission"))
                .isEqualTo("true");
    }

    private String one(String sql) {
        return stage.database.ask(sql).getFirst();
    }
}
