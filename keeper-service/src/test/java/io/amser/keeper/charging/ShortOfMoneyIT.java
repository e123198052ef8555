package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.wallet.Account;
import io.amser.protocol.SubscriptionKey;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** At 80 gwei 0.25 ether are set aside for three charges, and 0.36 for all six. */
class ShortOfMoneyIT {
    private static final BigInteger FOR_SOME = BigInteger.TEN.pow(16).multiply(BigInteger.valueOf(28));
    private static final int ALL = 6;
    private static final int ROUNDS = 12;

    private final Stage stage = new Stage();
    private final Condition condition = new Condition();
    private List<SubscriptionKey> subscriptions;

    @BeforeEach
    void gasIsDear() {
        subscriptions = IntStream.range(0, ALL)
                .mapToObj(i -> stage.subscribe(i, usdc(100)))
                .toList();
        stage.node.local("anvil_setNextBlockBaseFeePerGas", List.of("0x12a05f2000"));
        stage.node.local("evm_setAutomine", List.of(false));
        stage.node.local("evm_mine", List.of());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_day_with_too_little_money_for_all_charges_the_oldest_and_calls_itself_spent_only_while_not_one_fits() {
        var keeper = stage.keeper(Settings.USUAL.spending(FOR_SOME), condition);

        keeper.run();
        assertThat(condition.budget().held()).isTrue();
        mine();
        assertThat(charged()).startsWith(1L, 1L, 1L).endsWith(0L);

        goOn(keeper);
        assertThat(charged()).containsOnly(1L);
        assertThat(condition.budget().held()).isFalse();
    }

    @Test
    void a_wallet_with_too_little_for_all_charges_the_oldest_and_calls_itself_empty_only_while_not_one_fits() {
        stage.node.local("anvil_setBalance", List.of(Account.keeper().address().value(), "0x" + FOR_SOME.toString(16)));
        var keeper = stage.keeper(Settings.USUAL, condition);

        keeper.run();
        assertThat(condition.walletEmpty()).isTrue();
        mine();
        assertThat(charged()).startsWith(1L, 1L, 1L).endsWith(0L);

        goOn(keeper);
        assertThat(charged()).containsOnly(1L);
        assertThat(condition.walletEmpty()).isFalse();
    }

    private void goOn(Round keeper) {
        for (var round = 0; round < ROUNDS && charged().contains(0L); round++) {
            keeper.run();
            mine();
        }
    }

    private void mine() {
        stage.node.local("evm_mine", List.of());
    }

    private List<Long> charged() {
        return subscriptions.stream().map(stage::timesCharged).toList();
    }
}
