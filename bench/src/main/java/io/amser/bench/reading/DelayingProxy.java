package io.amser.bench.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes each answer of a server of this machine come later, as a server far away would. */
public final class DelayingProxy implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final ServerSocket door;
    private final int target;
    private final Duration delay;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    public DelayingProxy(URI target, Duration delay) {
        this.target = target.getPort();
        this.delay = delay;
        try {
            this.door = new ServerSocket(0, BUFFER, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("delaying-proxy").start(this::admit);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    private void admit() {
        try {
            while (true) {
                var client = door.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                connect(client, server);
            }
        } catch (IOException _) {
            // The door was closed.
        }
    }

    private void connect(Socket client, Socket server) throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        var asked = new AtomicBoolean();
        Thread.ofVirtual().start(() -> copy(client, server, () -> asked.set(true)));
        Thread.ofVirtual()
                .start(() -> copy(server, client, () -> {
                    if (asked.getAndSet(false)) {
                        pause();
                    }
                }));
    }

    /** Ends with either side, and ends the other one. */
    private void copy(Socket from, Socket to, Runnable beforeEach) {
        try (from;
                to) {
            var buffer = new byte[BUFFER];
            for (var read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                beforeEach.run();
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException _) {
            // The other side has closed both.
        }
        open.remove(from);
        open.remove(to);
    }

    private void pause() {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
