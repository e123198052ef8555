package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** A list of any length is one array, written while it is read. */
@QuarkusTest
@OnTestServers
class LongListIT {
    private static final int MANY = 20_000;

    @Inject
    Pool db;

    @Test
    void holds_every_row_once() {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.publish(
                merchant.deployed(), merchant.planCreated(1), merchant.subscribed(1, TestChain.newAddress(), 1));
        db.preparedQuery("""
                        INSERT INTO subscription
                        SELECT s.module, n, s.subscriber, s.plan_id, s.billing_interval, s.created_at,
                               s.paused_by_subscriber, s.paused_by_merchant, s.cancelled, s.remaining_executions,
                               s.next_charge_at, s.window_id, s.allowance_expiry, s.times_executed, s.total_spent
                          FROM subscription s, generate_series(2, $2) n
                         WHERE s.module = $1
                        """).executeAndAwait(Tuple.of(merchant.module().value(), MANY));

        var answer = ApiCaller.getAsMerchant("/v0/subscriptions/" + merchant.wallet());

        assertThat(answer.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
        var ids = ApiCaller.elements(answer).stream()
                .map(row -> row.path("on_chain_id").asInt())
                .toList();
        assertThat(ids).hasSize(MANY).isSorted().doesNotHaveDuplicates();
    }
}
