package io.amser.devstack.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.devstack.process.Readiness;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.TestServers;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.amser.devstack.wallet.Wallet;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A chain of twelve blocks, each with one log. */
class HostileNodeIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int HEAD = 12;

    /** LOG0 of nothing, and no code left behind. */
    private static final String LOGS_ONCE = "0x60006000a000";

    private static ChainServer chain;
    private static HostileNode node;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        chain = TestServers.freshChain(ChainSettings.blockPerTransaction().withSlotsPerEpoch(2));
        node = HostileNode.before(chain.http(), 7);
        http = HttpClient.newHttpClient();
        try (var direct = new Node(chain.http())) {
            var wallet = new Wallet(Account.owner(), direct, ChainServer.CHAIN_ID);
            for (int block = 0; block < HEAD; block++) {
                wallet.create(LOGS_ONCE);
            }
        }
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        node.close();
        chain.close();
    }

    @AfterEach
    void behave() {
        node.behave();
    }

    @Test
    void passes_everything_on_while_it_behaves() {
        var before = node.requests();

        assertThat(height("latest")).isEqualTo(HEAD);
        assertThat(logs("0x1", "latest")).hasSize(HEAD);
        assertThat(node.requests()).isEqualTo(before + 2);
    }

    @Test
    void a_node_that_lags_knows_nothing_of_the_newest_blocks() {
        var newest = ask("eth_getBlockByNumber", "[\"latest\",false]")
                .at("/result/hash")
                .asString();

        node.begin(new Fault.LagBehind(3));

        assertThat(height("latest")).isEqualTo(HEAD - 3);
        assertThat(height("safe")).isEqualTo(HEAD - 2 - 3);
        assertThat(height("finalized")).isEqualTo(HEAD - 4 - 3);
        assertThat(ask("eth_blockNumber", "[]").path("result").asString()).isEqualTo("0x9");
        assertThat(ask("eth_getBlockByNumber", "[\"0xa\",false]").path("result").isNull())
                .isTrue();
        assertThat(ask("eth_getBlockByNumber", "[\"0x9\",false]").path("result").isNull())
                .isFalse();
        assertThat(ask("eth_getBlockByHash", "[\"%s\",false]".formatted(newest))
                        .path("result")
                        .isNull())
                .isTrue();
        assertThat(ask("eth_getLogs", "[{\"blockHash\":\"%s\"}]".formatted(newest))
                        .has("error"))
                .isTrue();
        assertThat(logs("0x1", "latest")).hasSize(HEAD - 3);
        assertThat(logs("0x1", "0xc")).hasSize(HEAD - 3);
        assertThat(logs("0xa", "0xc")).isEmpty();
    }

    @Test
    void a_node_that_is_asked_twice_does_it_twice() {
        var fresh = new Fault.AskTwice();
        node.begin(fresh);

        var first = number(ask("evm_snapshot", "[]").path("result"));
        node.end(fresh);
        var second = number(ask("evm_snapshot", "[]").path("result"));

        assertThat(second - first).isEqualTo(1);
        assertThat(first).isPositive();
        assertThat(node.deeds(Fault.AskTwice.class)).isEqualTo(1);
    }

    @Test
    void a_batch_is_told_one_story() {
        node.begin(new Fault.LagBehind(5));

        var answers = JSON.readTree(body("[%s,%s]"
                .formatted(
                        call(0, "eth_getBlockByNumber", "[\"latest\",false]"),
                        call(1, "eth_getLogs", "[{\"fromBlock\":\"0x1\",\"toBlock\":\"latest\"}]"))));

        assertThat(number(answers.path(0).at("/result/number"))).isEqualTo(HEAD - 5);
        assertThat(answers.path(1).path("result")).hasSize(HEAD - 5);
    }

    @Test
    void a_stale_node_tells_an_old_head_and_newer_blocks_all_the_same() {
        node.begin(new Fault.StaleLatest(6));

        assertThat(height("latest")).isEqualTo(6);
        assertThat(height("0x9")).isEqualTo(9);
        assertThat(logs("0x1", "0xc")).hasSize(HEAD);
    }

    @Test
    void a_node_that_forks_off_alone_tells_its_own_branch() {
        try (var other = TestServers.freshChain(ChainSettings.blockPerTransaction())) {
            node.begin(new Fault.ForkOff(other.http()));
            assertThat(height("latest")).isZero();

            node.behave();
            assertThat(height("latest")).isEqualTo(HEAD);
        }
    }

    @Test
    void logs_and_chain_id_are_lied_about_while_all_else_is_true() {
        node.begin(new Fault.EmptyLogs());
        node.begin(new Fault.WrongChainId(1));

        assertThat(logs("0x1", "0xc")).isEmpty();
        assertThat(ask("eth_chainId", "[]").path("result").asString()).isEqualTo("0x1");
        assertThat(height("latest")).isEqualTo(HEAD);
        assertThat(node.deeds(Fault.EmptyLogs.class)).isEqualTo(1);
    }

    @Test
    void refuses_with_and_without_saying_when_to_come_again() {
        node.begin(new Fault.TooManyRequests(Optional.of(Duration.ofSeconds(2))));
        assertThat(exchange().statusCode()).isEqualTo(429);
        assertThat(exchange().headers().firstValue("Retry-After")).contains("2");

        node.behave();
        node.begin(new Fault.TooManyRequests(Optional.empty()));
        assertThat(exchange().headers().firstValue("Retry-After")).isEmpty();

        node.behave();
        node.begin(new Fault.ServerError(502));
        assertThat(exchange().statusCode()).isEqualTo(502);

        node.behave();
        assertThat(exchange().statusCode()).isEqualTo(200);
    }

    @Test
    void lets_so_many_requests_pass_in_a_second() {
        var window = new RequestWindow(2);

        assertThat(window.admits(0)).isTrue();
        assertThat(window.admits(600_000_000)).isTrue();
        assertThat(window.admits(900_000_000)).isFalse();
        assertThat(window.admits(1_000_000_000)).isTrue();
        assertThat(window.admits(1_100_000_000)).isFalse();

        node.begin(new Fault.RequestLimit(0, Optional.empty()));
        assertThat(exchange().statusCode()).isEqualTo(429);
    }

    @Test
    void breaks_what_it_says() {
        node.begin(new Fault.TruncatedJson());
        assertThatThrownBy(() -> height("latest")).isInstanceOf(JacksonException.class);

        node.behave();
        node.begin(new Fault.MalformedJson());
        assertThatThrownBy(() -> height("latest")).isInstanceOf(JacksonException.class);

        node.behave();
        for (var fault : List.of(new Fault.CutOff(), new Fault.DropConnection())) {
            node.begin(fault);
            assertThatThrownBy(() -> http.send(request(), HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            node.end(fault);
        }
        assertThat(height("latest")).isEqualTo(HEAD);
    }

    @Test
    void never_answers_until_it_behaves_again() throws Exception {
        var fault = new Fault.NeverAnswer();
        node.begin(fault);
        var asked = node.deeds(Fault.NeverAnswer.class);
        var answer = http.sendAsync(request(), HttpResponse.BodyHandlers.ofString());
        while (node.deeds(Fault.NeverAnswer.class) == asked) {
            Thread.onSpinWait();
        }
        assertThat(answer).isNotDone();

        node.end(fault);
        assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void a_fault_that_strikes_a_share_strikes_the_same_ones_for_the_same_seed() {
        assertThat(strikes(3)).isEqualTo(strikes(3)).isNotEqualTo(strikes(4)).contains(true, false);
    }

    private static List<Boolean> strikes(long seed) {
        var mischief = new Mischief(seed);
        mischief.begin(new Fault.EmptyLogs(), 0.5);
        return IntStream.range(0, 40)
                .mapToObj(_ -> !mischief.strike().isEmpty())
                .toList();
    }

    @Test
    void a_web_socket_is_passed_through_until_a_fault_begins() throws Exception {
        var heard = new CompletableFuture<String>();
        var socket = http.newWebSocketBuilder()
                .buildAsync(node.webSocket(), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                        webSocket.request(1);
                        heard.complete(data.toString());
                        return CompletableFuture.completedStage(null);
                    }
                })
                .get(20, TimeUnit.SECONDS);
        socket.sendText(call(1, "eth_chainId", "[]"), true).get(20, TimeUnit.SECONDS);
        assertThat(heard.get(20, TimeUnit.SECONDS)).contains("0x7a69");

        node.begin(new Fault.EmptyLogs());

        assertThat(Readiness.isReadyWithin(Duration.ofSeconds(20), () -> !takesPings(socket)))
                .isTrue();
    }

    /** The JDK's client sometimes misses the other side's end until it writes. */
    private static boolean takesPings(WebSocket socket) {
        try {
            socket.sendPing(ByteBuffer.allocate(0)).get(20, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException _) {
            return false;
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static long height(String block) {
        return number(
                ask("eth_getBlockByNumber", "[\"%s\",false]".formatted(block)).at("/result/number"));
    }

    private static JsonNode logs(String from, String to) {
        return ask("eth_getLogs", "[{\"fromBlock\":\"%s\",\"toBlock\":\"%s\"}]".formatted(from, to))
                .path("result");
    }

    private static long number(JsonNode hex) {
        return Long.decode(hex.asString());
    }

    private static JsonNode ask(String method, String parameters) {
        return JSON.readTree(body(call(0, method, parameters)));
    }

    private static String call(int id, String method, String parameters) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(id, method, parameters);
    }

    private static HttpResponse<String> exchange() {
        try {
            return http.send(request(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpRequest request() {
        return request(call(0, "eth_chainId", "[]"));
    }

    private static HttpRequest request(String body) {
        return HttpRequest.newBuilder(node.uri())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String body(String request) {
        try {
            return http.send(request(request), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
