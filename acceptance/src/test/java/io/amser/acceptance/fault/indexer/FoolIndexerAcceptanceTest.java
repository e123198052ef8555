package io.amser.acceptance.fault.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.amser.devstack.command.Folders;
import io.amser.devstack.process.Checkout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

@Execution(CONCURRENT)
class FoolIndexerAcceptanceTest {

    /** Always the same here; {@code ./amser fault} takes another one each time. */
    private static final long SEED = 20_261_121;

    private static final int STEPS = 80;

    @Test
    void the_log_is_the_chain_whatever_chain_nodes_and_indexers_have_done() {
        var folder = Folders.emptied(Checkout.root().resolve("acceptance/target/platform/fool"));
        try (var stage = IndexerStage.open(folder, SEED)) {
            var report = new FoolIndexer(stage, STEPS, SEED, System.out).run();

            report.print(System.out);
            assertThat(report.wrong()).isEmpty();
            assertThat(report.figures())
                    .containsEntry("steps", (long) STEPS)
                    .containsEntry("missing", 0L)
                    .containsEntry("doubled", 0L)
                    .containsEntry("wrong_rollbacks", 0L)
                    .containsEntry("strayed", 0L);
            assertThat(report.figures().get("kills")).isPositive();
            assertThat(report.figures().get("reorgs")).isPositive();
            assertThat(report.figures().get("freezes")).isPositive();
            assertThat(report.figures().get("lone_forks")).isPositive();
            assertThat(report.figures().get("spoilt_answers")).isPositive();
        }
    }
}
