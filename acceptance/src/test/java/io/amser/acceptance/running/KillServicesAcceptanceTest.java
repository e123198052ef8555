package io.amser.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.acceptance.fault.KillServices;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KillServicesAcceptanceTest {

    @Test
    void nothing_is_lost_doubled_or_wrong_after_each_service_was_killed() {
        long seed = Long.getLong("amser.seed", new Random().nextInt(Integer.MAX_VALUE));
        System.out.printf("kill-services with seed %d (-Damser.seed=%1$d plays it again)%n", seed);

        var report = new KillServices(SharedStage.get(), KillServices.Size.SHORT, seed, System.out).run();

        report.print(System.out);
        assertThat(report.wrong()).isEmpty();
        assertThat(report.figures()).containsEntry("kills", 5L);
        assertThat(report.figures().get("charges")).isGreaterThan(KillServices.Size.SHORT.subscriptions());
    }
}
