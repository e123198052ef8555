package io.amser.keeper.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.amser.protocol.ChainId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class JsonRpcTest {
    private static final byte[] ANSWER =
            "[{\"id\":0,\"result\":\"0x7\"},{\"id\":1,\"result\":\"0x7\"}]".getBytes(StandardCharsets.UTF_8);

    private static final ChainId CHAIN = new ChainId(7);

    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext("/prompt", JsonRpcTest::answer);
        server.createContext("/dripping", this::drip);
        server.start();
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void gives_up_a_node_that_begins_an_answer_and_does_not_end_it() {
        var rpc = new JsonRpc(List.of(node("/dripping")), CHAIN, Duration.ofMillis(300));

        assertThatThrownBy(() -> rpc.call("eth_blockNumber"))
                .isInstanceOf(ChainUnreachable.class)
                .hasMessageContaining("within 300 ms");
    }

    @Test
    void asks_the_next_node_after_one_that_does_not_end_its_answer() {
        var rpc = new JsonRpc(List.of(node("/dripping"), node("/prompt")), CHAIN, Duration.ofSeconds(1));

        assertThat(rpc.call("eth_blockNumber").asText()).isEqualTo("0x7");
    }

    private URI node(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
        }
    }

    private void drip(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER, 0, 1);
            exchange.getResponseBody().flush();
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
