package io.amser.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.acceptance.fault.KillServices;
import org.junit.jupiter.api.Test;

class KillServicesAcceptanceTest {

    /** Always the same here; {@code ./amser fault} takes another one each time. */
    private static final long SEED = 20_261_121;

    @Test
    void nothing_is_lost_doubled_or_wrong_after_each_service_was_killed() {
        var report = new KillServices(SharedStage.get(), KillServices.Size.SHORT, SEED, System.out).run();

        report.print(System.out);
        assertThat(report.wrong()).isEmpty();
        assertThat(report.figures()).containsEntry("kills", 5L);
        assertThat(report.figures().get("charges")).isGreaterThan(KillServices.Size.SHORT.subscriptions());
    }
}
