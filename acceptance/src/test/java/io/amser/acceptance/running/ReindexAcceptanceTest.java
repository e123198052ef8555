package io.amser.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.platform.Platform;
import io.amser.devstack.process.Checkout;
import io.amser.protocol.Executions;
import io.amser.protocol.TokenAmount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReindexAcceptanceTest {

    private static final TokenAmount PRICE = TokenAmount.of(10_000_000);

    /** While the platform runs on: blocks come, and the keeper charges. */
    @Test
    void the_tables_of_a_healthy_platform_are_those_that_the_chain_makes() throws IOException, InterruptedException {
        var stage = SharedStage.get();
        var merchant = stage.newMerchant();
        var plan = merchant.createPlan("Pro", PRICE, Duration.ofDays(30), Duration.ofDays(3));
        var subscriber = stage.newSubscriber();
        subscriber.receive(TokenAmount.of(100_000_000));
        subscriber.approvePermit2();
        subscriber.subscribe(plan, Executions.unlimited(), TokenAmount.UNLIMITED_ALLOWANCE, Duration.ofDays(300));

        var printed = SharedStage.folder("reindex.log");
        var compared = new ProcessBuilder(command(stage.platform()))
                .directory(Checkout.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();

        assertThat(compared.waitFor()).as(Files.readString(printed)).isZero();
        assertThat(Files.readString(printed)).contains("amser: 0 differences at block");
    }

    private static List<String> command(Platform platform) throws IOException {
        var module = Checkout.root().resolve("indexer-service/target");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                module.resolve("classes") + ":" + Files.readString(module.resolve("classpath.txt")),
                "io.amser.indexer.running.Reindex",
                "--compare",
                "--settings",
                platform.settings().toString());
    }
}
