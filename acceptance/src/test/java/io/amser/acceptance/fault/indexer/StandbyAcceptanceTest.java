package io.amser.acceptance.fault.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.command.Folders;
import io.amser.devstack.platform.ServiceProcess;
import io.amser.devstack.process.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** Two indexers of one chain, as processes that are stopped where they stand. */
@Execution(CONCURRENT)
class StandbyAcceptanceTest {

    private static final long SEED = 7;

    /** Each freeze and each start makes one; a machine that is busy may make a silence of its own. */
    private static final int MOST_TAKE_OVERS = 6;

    @Test
    void an_indexer_that_was_frozen_stands_by_and_nothing_is_told_twice() {
        var folder = Folders.emptied(Checkout.root().resolve("acceptance/target/platform/standby"));
        try (var stage = IndexerStage.open(folder, SEED);
                var older = ServiceProcess.start(stage.indexer("older"))) {
            Stage.await("the older one to index", stage::isCaughtUp);
            live(stage);
            older.freeze();
            live(stage, () -> {});
            try (var younger = ServiceProcess.start(stage.indexer("younger"))) {
                Stage.await("the younger one to take over", stage::isCaughtUp);
                live(stage, older::thaw);
                Stage.await("the older one to stand by", () -> is(older, "standing by"));
                live(stage);

                younger.freeze();
                live(stage);
                assertThat(is(older, "indexing")).isTrue();
                live(stage, younger::thaw);
                Stage.await("the younger one to stand by", () -> is(younger, "standing by"));
                live(stage);

                assertThat(takeOvers(older) + takeOvers(younger)).isBetween(3L, (long) MOST_TAKE_OVERS);
                var finding =
                        LogAudit.of(stage.log(), stage.events(), stage.chain().lives());
                assertThat(finding.wrong()).isEmpty();
                assertThat(finding.records()).isPositive();
            }
        }
    }

    private static boolean is(ServiceProcess indexer, String condition) {
        var request = HttpRequest.newBuilder(indexer.uri("/q/health/ready")).build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .contains(condition);
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Each of them says so in its log. */
    private static long takeOvers(ServiceProcess indexer) {
        try (var lines = Files.lines(indexer.log())) {
            return lines.filter(line -> line.contains("Indexing chain")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** People go on, the chain changes its mind, and the log follows. */
    private static void live(IndexerStage stage) {
        live(stage, () -> {});
        Stage.await("the log to reach the newest block", stage::isCaughtUp);
    }

    /** The same, without waiting, while something happens in the middle of it. */
    private static void live(IndexerStage stage, Runnable meanwhile) {
        stage.chain().block(stage.traffic().deeds(3));
        stage.chain().block(stage.traffic().deeds(3));
        meanwhile.run();
        stage.chain().reorganise(2, 1);
        stage.chain().block(stage.traffic().deeds(3));
    }
}
