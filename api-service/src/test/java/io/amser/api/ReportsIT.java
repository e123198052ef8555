package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While all connections for reports are busy, nobody else waits. */
@QuarkusTest
@OnTestServers
class ReportsIT {
    private final TestMerchant merchant = TestMerchant.unknownSoFar();

    @Inject
    @ReactiveDataSource("reports")
    Pool reports;

    @ConfigProperty(name = "quarkus.datasource.reports.reactive.max-size")
    int most;

    private List<SqlConnection> busy = List.of();

    @BeforeEach
    void index() {
        TestChain.publish(
                merchant.deployed(), merchant.planCreated(1), merchant.subscribed(1, TestChain.newAddress(), 1));
    }

    @AfterEach
    void free() {
        busy.forEach(SqlConnection::closeAndAwait);
        busy = List.of();
    }

    @Test
    void checks_and_lists_wait_behind_no_report() {
        keepAllBusy();

        var waiting = ApiCaller.sendLater(ApiCaller.request("/v0/due").GET());
        var check = ApiCaller.get("/v0/auth/check?module_address=%s&wallet=%s&plan_ids=1"
                .formatted(merchant.module(), TestChain.newAddress()));
        var plans = ApiCaller.get("/v0/modules/" + merchant.module() + "/plans");

        assertThat(check.statusCode()).isEqualTo(200);
        assertThat(ApiCaller.elements(plans)).hasSize(1);
        assertThat(waiting).isNotDone();
        free();
        assertThat(waiting.join().statusCode()).isEqualTo(200);
    }

    @Test
    void what_is_due_is_read_once_for_all_who_ask_at_the_same_moment() {
        var page = ApiCaller.elements(ApiCaller.get("/v0/due?limit=1000"));
        keepAllBusy();

        assertThat(ApiCaller.elements(ApiCaller.get("/v0/due?limit=1000"))).isEqualTo(page);
        assertThat(ApiCaller.elements(ApiCaller.get("/v0/due?limit=1"))).isEqualTo(page.subList(0, 1));
    }

    @Test
    void no_report_runs_for_long() {
        var setting = reports.query("SHOW statement_timeout").executeAndAwait();

        assertThat(setting.iterator().next().getString(0)).isEqualTo("10s");
    }

    private void keepAllBusy() {
        var taken = Stream.generate(reports::getConnection).limit(most).toList();
        busy = Uni.join().all(taken).andFailFast().await().indefinitely();
    }
}
