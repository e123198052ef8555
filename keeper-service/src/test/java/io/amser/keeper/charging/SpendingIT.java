package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.keeper.chain.ChainUnreachable;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
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

    @Test
    void what_is_stuck_overnight_is_helped_with_the_money_of_the_next_day() {
        var subscription = stage.subscribe(0, usdc(100));
        stage.node.local("evm_setAutomine", List.of(false));
        stage.keeper().run();
        var first = new BigInteger(one(RESERVED));
        var thrifty = stage.keeper(
                Settings.USUAL.replacingAfter(Duration.ZERO).spending(first.multiply(BigInteger.TWO)), stage.chain());
        stage.database.change("UPDATE key_day SET wei = 2 * wei");
        thrifty.run();
        assertThat(one("SELECT count(*) AS answer FROM signed_transaction")).isEqualTo("1");

        stage.database.change("UPDATE key_day SET day = day - 1");
        stage.database.change("UPDATE submission SET spend_day = spend_day - 1");
        thrifty.run();
        stage.node.local("evm_mine", List.of());
        thrifty.run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(one("SELECT attempt AS answer FROM signed_transaction JOIN submission ON hash = tx_hash"))
                .isEqualTo("2");
        assertThat(stage.database.ask("SELECT (wei = (SELECT spent FROM submission))::text AS answer FROM key_day"
                        + " ORDER BY day DESC"))
                .containsExactly("true", "false");
        assertThat(stage.database.ask("SELECT wei AS answer FROM key_day ORDER BY day"))
                .startsWith(first.toString());
    }

    private String one(String sql) {
        return stage.database.ask(sql).getFirst();
    }
}
