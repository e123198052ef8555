package io.amser.keeper.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class GasFeesTest {
    private static final BigInteger CEILING = gwei(200);

    @Test
    void offers_twice_the_base_fee_and_the_tip() {
        assertThat(GasFees.of(gwei(10), gwei(1), CEILING)).contains(new GasFees(gwei(21), gwei(1)));
    }

    @Test
    void offers_no_more_than_the_ceiling() {
        assertThat(GasFees.of(gwei(150), gwei(1), CEILING)).contains(new GasFees(CEILING, gwei(1)));
    }

    @Test
    void offers_nothing_while_gas_is_too_dear() {
        assertThat(GasFees.of(gwei(200), gwei(1), CEILING)).isEmpty();
    }

    @Property
    void a_replacement_raises_both_fields_by_an_eighth_or_more(
            @ForAll @LongRange(max = 1_000_000_000_000L) long max,
            @ForAll @LongRange(max = 1_000_000_000_000L) long tip,
            @ForAll @LongRange(max = 1_000_000_000_000L) long baseFee) {
        var before = new GasFees(BigInteger.valueOf(Math.max(max, tip)), BigInteger.valueOf(tip));
        var fresh = GasFees.of(BigInteger.valueOf(baseFee), BigInteger.valueOf(tip), CEILING);

        fresh.flatMap(fees -> before.replacedBy(fees, CEILING)).ifPresent(after -> {
            assertThat(after.max().multiply(BigInteger.valueOf(1000)))
                    .isGreaterThanOrEqualTo(before.max().multiply(BigInteger.valueOf(1125)));
            assertThat(after.tip().multiply(BigInteger.valueOf(1000)))
                    .isGreaterThanOrEqualTo(before.tip().multiply(BigInteger.valueOf(1125)));
            assertThat(after.max()).isLessThanOrEqualTo(CEILING);
            assertThat(after.max()).isGreaterThanOrEqualTo(after.tip());
        });
    }

    private static BigInteger gwei(long amount) {
        return BigInteger.valueOf(amount).multiply(BigInteger.valueOf(1_000_000_000));
    }
}
