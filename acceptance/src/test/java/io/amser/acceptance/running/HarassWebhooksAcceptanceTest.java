package io.amser.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.acceptance.fault.webhook.Extent;
import io.amser.acceptance.fault.webhook.HarassWebhooks;
import org.junit.jupiter.api.Test;

class HarassWebhooksAcceptanceTest {

    /** Always the same here; {@code ./amser fault} takes another one each time. */
    private static final long SEED = 20_261_121;

    @Test
    void every_healthy_endpoint_hears_of_every_charge_whoever_is_sick_and_whatever_is_killed() {
        var report = new HarassWebhooks(SharedStage.get(), Extent.SHORT, SEED, System.out).run();

        report.print(System.out);
        assertThat(report.wrong()).isEmpty();
        assertThat(report.figures()).containsEntry("strikes", 3L);
    }
}
