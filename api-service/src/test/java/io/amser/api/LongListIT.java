package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
        addSubscriptions(merchant);

        var answer = ApiCaller.getAsMerchant("/v0/subscriptions/" + merchant.wallet());

        assertThat(answer.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
        var ids = ApiCaller.elements(answer).stream()
                .map(row -> row.path("on_chain_id").asInt())
                .toList();
        assertThat(ids).hasSize(MANY).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void keeps_nobody_else_waiting_whose_reader_stands_still() throws IOException {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.publish(merchant.deployed(), merchant.planCreated(1));
        addPlans(merchant);
        var standing = new ArrayList<Socket>();
        try {
            for (var more = 0; more < 30; more++) {
                standing.add(asking("/v0/modules/" + merchant.module() + "/plans"));
            }

            var answer = ApiCaller.getAsMerchant("/v0/plans/" + merchant.wallet());

            assertThat(ApiCaller.elements(answer)).hasSize(MANY);
        } finally {
            for (var socket : standing) {
                socket.close();
            }
        }
    }

    @Test
    void is_not_sent_again_until_the_next_block() {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.publish(
                merchant.deployed(), merchant.planCreated(1), merchant.subscribed(1, TestChain.newAddress(), 1));
        addSubscriptions(merchant);
        var tag = subscriptions(merchant, "").headers().firstValue("ETag").orElseThrow();

        assertThat(subscriptions(merchant, tag).statusCode()).isEqualTo(304);
        TestChain.publish(merchant.cancelled(1, TestChain.newAddress()));
        assertThat(subscriptions(merchant, tag).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> subscriptions(TestMerchant merchant, String tag) {
        return ApiCaller.send(ApiCaller.request("/v0/subscriptions/" + merchant.wallet())
                .header("Authorization", "Bearer " + ApiCaller.DEV_KEY)
                .header("If-None-Match", tag)
                .GET());
    }

    private void addSubscriptions(TestMerchant merchant) {
        db.preparedQuery("""
                        INSERT INTO subscription
                        SELECT s.module, n, s.subscriber, s.plan_id, s.billing_interval, s.created_at,
                               s.paused_by_subscriber, s.paused_by_merchant, s.cancelled, s.remaining_executions,
                               s.next_charge_at, s.window_id, s.allowance_expiry, s.times_executed, s.total_spent
                          FROM subscription s, generate_series(2, $2) n
                         WHERE s.module = $1
                        """).executeAndAwait(Tuple.of(merchant.module().value(), MANY));
    }

    @Test
    void is_another_one_when_a_plan_has_another_name() {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.publish(merchant.deployed(), merchant.planCreated(1));
        addPlans(merchant);
        var path = "/v0/modules/" + merchant.module() + "/plans";
        var tag = ApiCaller.get(path).headers().firstValue("ETag").orElseThrow();

        db.preparedQuery(
                        "INSERT INTO plan_metadata (module, plan_id, name, description, hash) VALUES ($1, 7, 'Gold', '', '')")
                .executeAndAwait(Tuple.of(merchant.module().value()));

        var again = ApiCaller.send(
                ApiCaller.request(path).header("If-None-Match", tag).GET());
        assertThat(again.statusCode()).isEqualTo(200);
    }

    private void addPlans(TestMerchant merchant) {
        db.preparedQuery("""
                        INSERT INTO plan
                        SELECT p.module, n, p.token, p.price, p.billing_interval, p.grace_period, p.metadata_hash,
                               p.token_decimals, p.token_symbol, p.active, p.created_at
                          FROM plan p, generate_series(2, $2) n
                         WHERE p.module = $1
                        """).executeAndAwait(Tuple.of(merchant.module().value(), MANY));
    }

    /** Asks, and reads nothing of the answer. */
    private static Socket asking(String path) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ApiCaller.port()));
        var request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + ApiCaller.newPlace() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
