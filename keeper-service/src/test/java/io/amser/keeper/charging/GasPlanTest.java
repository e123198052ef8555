package io.amser.keeper.charging;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class GasPlanTest {
    private static final long RESERVE = 850_000;

    @Test
    void fills_a_transaction_up_to_the_target() {
        var plan = new GasPlan(10_000_000, 220_000, RESERVE);

        assertThat(plan.limitFor(plan.chargesPerTransaction())).isLessThanOrEqualTo(10_000_000);
        assertThat(plan.limitFor(plan.chargesPerTransaction() + 1)).isGreaterThan(10_000_000);
    }

    @Property
    void even_the_last_item_is_attempted(
            @ForAll @LongRange(min = 1_000_000, max = 30_000_000) long target,
            @ForAll @LongRange(min = 50_000, max = 500_000) long perCharge) {
        var plan = new GasPlan(target, perCharge, RESERVE);
        var charges = plan.chargesPerTransaction();

        assertThat(charges).isPositive();
        assertThat(plan.limitFor(charges) - (charges - 1) * perCharge).isGreaterThanOrEqualTo(RESERVE + perCharge);
    }
}
