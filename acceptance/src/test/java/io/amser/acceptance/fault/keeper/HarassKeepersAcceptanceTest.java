package io.amser.acceptance.fault.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.amser.devstack.command.Folders;
import io.amser.devstack.process.Checkout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

@Execution(CONCURRENT)
class HarassKeepersAcceptanceTest {

    /** One with which everything happens at least once; {@code ./amser fault} takes another one each time. */
    private static final long SEED = 2_926;

    @Test
    void each_funded_window_is_charged_once_whatever_chain_nodes_and_power_have_done() {
        var folder = Folders.emptied(Checkout.root().resolve("acceptance/target/platform/harass"));
        try (var stage = KeeperStage.open(folder, Size.SHORT, SEED)) {
            var report = new HarassKeepers(stage, SEED, System.out).run();

            report.print(System.out);
            assertThat(report.wrong()).isEmpty();
            assertThat(report.figures())
                    .containsEntry("missing", 0L)
                    .containsEntry("doubled", 0L)
                    .containsEntry("unaccounted", 0L)
                    .containsEntry("reverted", 0L);
            assertThat(report.figures().get("charges")).isPositive();
            assertThat(report.figures().get("kills")).isPositive();
            assertThat(report.figures().get("reorgs")).isPositive();
            assertThat(report.figures().get("node_faults")).isPositive();
        }
    }
}
