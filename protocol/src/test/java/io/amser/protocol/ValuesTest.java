package io.amser.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ValuesTest {
    /** From EIP-55. */
    private static final String CHECKSUMMED = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    @Test
    void an_address_is_read_in_any_case_and_kept_in_lower_case() {
        var address = Address.parse(CHECKSUMMED);

        assertThat(address).hasToString("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
        assertThat(Address.parse("0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED")).isEqualTo(address);
        assertThat(address.checksummed()).isEqualTo(CHECKSUMMED);
    }

    @Test
    void a_wrong_checksum_is_refused() {
        assertThatThrownBy(() -> Address.parse("0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"))
                .hasMessageContaining("EIP-55");
    }

    @Test
    void what_is_no_address_is_refused() {
        assertThatThrownBy(() -> Address.parse("0x1234")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Address(CHECKSUMMED)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_greatest_number_on_chain_is_an_unlimited_budget() {
        var all = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

        assertThat(Executions.ofChain(all)).isEqualTo(Executions.unlimited());
        assertThat(Executions.unlimited().onChain()).isEqualTo(all);
        assertThat(Executions.ofChain(BigInteger.TWO)).isEqualTo(Executions.limited(2));
        assertThat(Executions.limited(0).usedUp()).isTrue();
        assertThat(Executions.unlimited().usedUp()).isFalse();
    }

    @Test
    void a_time_is_written_with_milliseconds_in_utc() {
        assertThat(new ChainTime(1_775_001_600)).hasToString("2026-04-01T00:00:00.000Z");
        assertThat(new ChainTime(60).plus(Duration.ofMinutes(1))).isEqualTo(new ChainTime(120));
        assertThat(new ChainTime(60).since(new ChainTime(100))).isEqualTo(Duration.ofSeconds(-40));
    }

    @Test
    void quantities_keep_their_bounds() {
        assertThatThrownBy(() -> new TokenAmount(BigInteger.TWO.pow(256))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TokenAmount.of(1).minus(TokenAmount.of(2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PlanId(1L << 32)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChainTime(1L << 48)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BasisPoints(10_001)).isInstanceOf(IllegalArgumentException.class);
    }
}
