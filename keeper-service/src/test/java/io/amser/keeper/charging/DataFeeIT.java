package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.keeper.chain.HexBytes;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DataFeeIT {
    private static final String ORACLE = "0x420000000000000000000000000000000000000F";

    /** Answers 10^16 wei to whatever it is asked: PUSH7, MSTORE at 0, RETURN of 32 bytes. */
    private static final String TEN_MILLIETHER = "0x662386f26fc100005f5260205ff3";

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void what_a_rollup_takes_for_data_is_set_aside_twice_where_an_oracle_tells_it() {
        assertThat(stage.chain().l1Fee(new HexBytes("0x02"))).isZero();
        stage.node.local("anvil_setCode", List.of(ORACLE, TEN_MILLIETHER));
        assertThat(stage.chain().l1Fee(new HexBytes("0x02"))).isEqualTo(BigInteger.TEN.pow(16));

        stage.subscribe(0, usdc(100));
        stage.keeper().run();

        var reserved = stage.database.ask("SELECT reserved - gas_limit * max_fee AS answer FROM submission"
                + " JOIN signed_transaction USING (key_address, nonce)");
        assertThat(reserved)
                .containsExactly(BigInteger.TWO.multiply(BigInteger.TEN.pow(16)).toString());
    }
}
