package io.amser.indexer.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.server.ChainSettings;
import io.amser.protocol.Executions;
import io.amser.protocol.PlanKey;
import io.amser.protocol.TokenAmount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as an operator calls it, beside an indexer and the tables of a service. */
class ReindexIT {
    private static final Duration DAYS_30 = Duration.ofDays(30);
    private static final TokenAmount TEN_DOLLARS = TokenAmount.of(10_000_000);

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private LocalChain local;
    private FoldedTables live;
    private PlanKey plan;

    @BeforeEach
    void index() {
        local = new LocalChain(ChainSettings.blockPerTransaction().withSlotsPerEpoch(2));
        live = new FoldedTables();
        var merchant = local.merchant(0);
        merchant.deployModule();
        plan = merchant.createPlan("Pro", TEN_DOLLARS, DAYS_30, Duration.ofDays(3));
        subscribe(0);
        local.node().local("anvil_mine", List.of("0x60"));
        subscribe(1);
        local.start();
        local.awaitIndexed();
        live.apply(local);
    }

    @AfterEach
    void end() {
        live.close();
        local.close();
    }

    @Test
    void finds_nothing_where_tables_log_and_chain_agree() throws IOException {
        assertThat(reindex("--compare", "--sample", "10")).as(printed()).isZero();

        assertThat(printed())
                .containsPattern("subscription +2 +2 +0 +0 +0")
                .containsPattern("module +1 +1 +0 +0 +0")
                .contains("contracts asked about 2 subscriptions (seed 1): 0 differences")
                .contains("amser: 0 differences at block");
        assertThat(live.leftovers()).isZero();
    }

    @Test
    void reports_each_row_that_was_altered_added_or_taken_away() throws IOException {
        live.change("UPDATE subscription SET total_spent = 5, window_id = 7 WHERE id = 1");
        live.change("DELETE FROM plan");
        live.change("INSERT INTO incomplete (module) VALUES ('" + plan.module() + "')");

        assertThat(reindex("--compare")).as(printed()).isEqualTo(1);

        assertThat(printed())
                .containsPattern("subscription +2 +2 +0 +0 +1")
                .containsPattern("plan +0 +1 +1 +0 +0")
                .containsPattern("incomplete +1 +0 +0 +1 +0")
                .contains("subscription " + plan.module() + "/1")
                .contains("total_spent is 5 in the tables, 0 by the chain")
                .contains("its plan is missing");
    }

    @Test
    void asks_the_contracts_what_the_tables_say() throws IOException {
        live.change("UPDATE subscription SET window_id = 7, cancelled = true, times_executed = 1, last_paid_at = "
                + "created_at WHERE id = 2");

        assertThat(reindex("--compare")).as(printed()).isEqualTo(1);

        assertThat(printed())
                .contains("contracts asked about 2 subscriptions (seed 1): 1 differences")
                .contains("window is 7 by the tables, 1 by the contract")
                .contains("quote is CANCELLED by the tables, NONE by the contract");
    }

    @Test
    void says_what_is_missing_and_leaves_nothing_behind() throws IOException {
        assertThat(reindex()).isEqualTo(2);
        assertThat(printed()).contains("./amser reindex --compare");

        assertThat(reindex("--compare", "--sample", "lots")).isEqualTo(2);
        assertThat(printed()).contains("'lots'");
        assertThat(live.leftovers()).isZero();
    }

    @Test
    void a_chain_that_nobody_indexes_is_named() throws IOException {
        var settings = settings();
        settings.setProperty("amser.chain.id", "1");

        assertThat(run(settings, "--compare")).isEqualTo(2);
        assertThat(printed()).contains("No block of chain 1 was ever published");
    }

    @Test
    void settings_that_are_missing_are_named() throws IOException {
        var settings = settings();
        settings.remove("amser.reindex.live.url");
        settings.remove("amser.contracts.factory");

        assertThat(run(settings, "--compare")).isEqualTo(2);
        assertThat(printed())
                .contains("amser.reindex.live.url is missing")
                .contains("amser.contracts.factory is missing")
                .doesNotContain("Exception");
    }

    private void subscribe(int number) {
        var subscriber = local.subscriber(number);
        subscriber.receive(TokenAmount.of(100_000_000));
        subscriber.approvePermit2();
        subscriber.subscribe(plan, Executions.unlimited(), TokenAmount.UNLIMITED_ALLOWANCE, Duration.ofDays(365));
    }

    private int reindex(String... arguments) throws IOException {
        return run(settings(), arguments);
    }

    private int run(Properties settings, String... arguments) throws IOException {
        var file = folder.resolve("platform.properties");
        try (var out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
        var all = new ArrayList<>(List.of(arguments));
        all.add("--settings");
        all.add(file.toString());
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return Reindex.run(all, out, out);
    }

    private Properties settings() {
        var settings = new Properties();
        settings.putAll(local.serviceSettings());
        var database = live.database();
        settings.setProperty("amser.reindex.live.url", database.reactiveUrl());
        settings.setProperty("amser.reindex.live.user", database.user());
        settings.setProperty("amser.reindex.live.password", database.password());
        return settings;
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
