package io.amser.indexer.rpc;

import io.amser.indexer.chain.Patience;
import io.amser.indexer.metrics.RpcMetrics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears of new blocks over WebSockets, and says no more than that there is one: what it is, the chain is asked over HTTP.
 *
 * <p>A connection that ends, or from which nothing comes back, is made anew for ever.
 */
public final class NewHeads implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(NewHeads.class);
    private static final String SUBSCRIBE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}";
    private static final Duration PING_EVERY = Duration.ofSeconds(10);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int LONGEST_MESSAGE = 1 << 20;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<URI> urls;
    private final Runnable onHead;
    private final InstantSource time;
    private final RpcMetrics metrics;

    /**
     * Connects to nobody yet.
     *
     * @param onHead is run at each new block of each node, and must not block
     */
    public NewHeads(List<URI> urls, Runnable onHead, InstantSource time, RpcMetrics metrics) {
        this.urls = List.copyOf(urls);
        this.onHead = onHead;
        this.time = time;
        this.metrics = metrics;
    }

    public void start() {
        urls.forEach(url -> threads.execute(() -> listenForEver(url)));
    }

    private void listenForEver(URI url) {
        var failures = 0;
        while (!threads.isShutdown()) {
            var connection = new Connection(url);
            try {
                connection.listen();
            } catch (ExecutionException | TimeoutException | RuntimeException e) {
                LOG.warnf(
                        "%s tells no new blocks, they are asked for meanwhile: %s",
                        RpcFailure.name(url), e instanceof RuntimeException ? e.getClass() : e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            failures = connection.wasOfUse() ? 1 : failures + 1;
            pause(Patience.delay(failures));
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.shutdownNow();
        http.close();
    }

    /** One connection, from its handshake to its end. */
    private final class Connection implements WebSocket.Listener {
        private final URI url;
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final StringBuilder message = new StringBuilder();
        private volatile Instant heardAt = time.instant();
        private volatile boolean isOfUse;

        Connection(URI url) {
            this.url = url;
        }

        boolean wasOfUse() {
            return isOfUse;
        }

        void listen() throws InterruptedException, ExecutionException, TimeoutException {
            var socket = http.newWebSocketBuilder()
                    .connectTimeout(CONNECT)
                    .buildAsync(url, this)
                    .get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
            metrics.listens(RpcFailure.name(url), true);
            try {
                socket.sendText(SUBSCRIBE, true).get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
                keepAlive(socket);
            } finally {
                metrics.listens(RpcFailure.name(url), false);
                socket.abort();
            }
        }

        /** A peer that has vanished without a word is found out by its silence. */
        private void keepAlive(WebSocket socket) throws InterruptedException, ExecutionException, TimeoutException {
            while (!ended.isDone()) {
                if (heardAt.plus(LONGEST_SILENCE).isBefore(time.instant())) {
                    throw new TimeoutException("silent for more than " + LONGEST_SILENCE.toSeconds() + " s");
                }
                try {
                    ended.get(PING_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    socket.sendPing(ByteBuffer.allocate(0)).get(PING_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
            ended.get();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            heardAt = time.instant();
            message.append(data);
            if (message.length() > LONGEST_MESSAGE) {
                ended.completeExceptionally(new IllegalStateException("a message without end"));
            }
            if (last) {
                heard(message.toString());
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void heard(String text) {
            if (text.contains("\"eth_subscription\"")) {
                isOfUse = true;
                onHead.run();
            } else if (text.contains("\"error\"")) {
                ended.completeExceptionally(new IllegalStateException("refused to tell new blocks"));
            }
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            heardAt = time.instant();
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            ended.completeExceptionally(new IllegalStateException("closed the connection"));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended.completeExceptionally(error);
        }
    }
}
