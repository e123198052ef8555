package io.amser.api.chain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that answers every call with one word, or misbehaves. */
final class RpcNode implements AutoCloseable {
    static final long CHAIN = 31_337;

    private static final ObjectMapper JSON = new ObjectMapper();

    private enum Manner {
        ANSWERS,
        REFUSES,
        REVERTS,
        HOLDS
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger chainQuestions = new AtomicInteger();
    private volatile Manner manner = Manner.ANSWERS;
    private volatile boolean word = true;
    private volatile long newestBlock = 1_000;
    private volatile long chain = CHAIN;

    RpcNode() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    RpcNode answering(boolean answer) {
        word = answer;
        manner = Manner.ANSWERS;
        return this;
    }

    RpcNode refusing() {
        manner = Manner.REFUSES;
        return this;
    }

    /** Knows a contract that reverts whatever it is asked. */
    RpcNode reverting() {
        manner = Manner.REVERTS;
        return this;
    }

    /** Has no block that is newer. */
    RpcNode standingAt(long seconds) {
        newestBlock = seconds;
        return this;
    }

    /** Answers no call until it is released. */
    RpcNode holding() {
        manner = Manner.HOLDS;
        return this;
    }

    RpcNode ofChain(long other) {
        chain = other;
        return this;
    }

    void release() {
        released.countDown();
    }

    int calls() {
        return calls.get();
    }

    int chainQuestions() {
        return chainQuestions.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var answers = JSON.createArrayNode();
        for (var request : JSON.readTree(exchange.getRequestBody())) {
            var answer = answers.addObject()
                    .put("jsonrpc", "2.0")
                    .put("id", request.path("id").asInt());
            switch (request.path("method").asText()) {
                case "eth_chainId" -> {
                    chainQuestions.incrementAndGet();
                    answer.put("result", "0x" + Long.toHexString(chain));
                }
                case "eth_getBlockByNumber" ->
                    answer.putObject("result")
                            .put("number", "0x2a")
                            .put("hash", "0x" + "b".repeat(64))
                            .put("timestamp", "0x" + Long.toHexString(newestBlock));
                default -> answerCall(answer);
            }
        }
        var body = JSON.writeValueAsBytes(answers);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void answerCall(ObjectNode answer) {
        calls.incrementAndGet();
        hold();
        switch (manner) {
            case REFUSES -> answer.putObject("error").put("code", -32_005).put("message", "limit exceeded");
            case REVERTS -> answer.putObject("error").put("code", 3).put("message", "execution reverted");
            case ANSWERS, HOLDS -> answer.put("result", "0x%064x".formatted(word ? 1 : 0));
        }
    }

    private void hold() {
        if (manner == Manner.HOLDS) {
            try {
                released.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.close();
    }
}
