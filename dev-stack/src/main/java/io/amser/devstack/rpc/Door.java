package io.amser.devstack.rpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A small HTTP/1.1 server of this machine that may also end a connection where no proper server would. */
final class Door implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final int BUFFER = 64 * 1024;

    private final ServerSocket server;
    private final Function<Question, Reply> answering;
    private final Tunnels tunnels;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> tunnelled = ConcurrentHashMap.newKeySet();

    /** Where web sockets go; each of them may be refused. */
    interface Tunnels {
        Socket open() throws IOException;
    }

    Door(Function<Question, Reply> answering, Tunnels tunnels) {
        this.answering = answering;
        this.tunnels = tunnels;
        try {
            this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("hostile-node").start(this::admit);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void admit() {
        try {
            while (true) {
                var client = server.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                Thread.ofVirtual().start(() -> talk(client));
            }
        } catch (IOException _) {
            // The door was closed.
        }
    }

    private void talk(Socket client) {
        try (client) {
            var in = new BufferedInputStream(client.getInputStream(), BUFFER);
            for (var question = Question.read(in); question.isPresent(); question = Question.read(in)) {
                if (question.get().isForWebSocket()) {
                    tunnel(client, question.get());
                    return;
                }
                if (!write(answering.apply(question.get()), client.getOutputStream())) {
                    return;
                }
            }
        } catch (IOException _) {
            // The other side has gone, or we were closed.
        } finally {
            open.remove(client);
        }
    }

    /** Whether the connection may go on. */
    private static boolean write(Reply reply, OutputStream out) throws IOException {
        return switch (reply) {
            case Reply.Whole(var status, var headers, var body) -> {
                send(out, status, headers, body, body.length());
                yield true;
            }
            case Reply.Beginning(var body, var promised) -> {
                send(out, Reply.OK, Map.of(), body, promised);
                yield false;
            }
            case Reply.Nothing _ -> false;
        };
    }

    /** In one piece, so that no part waits for the acknowledgement of another. */
    private static void send(OutputStream out, int status, Map<String, String> headers, Body body, int length)
            throws IOException {
        var message = new ByteArrayOutputStream(body.length() + 256);
        message.writeBytes("HTTP/1.1 %d Answer\r\nContent-Length: %d\r\n"
                .formatted(status, length)
                .getBytes(ISO_8859_1));
        headers.forEach((name, value) ->
                message.writeBytes("%s: %s\r\n".formatted(name, value).getBytes(ISO_8859_1)));
        message.writeBytes("\r\n".getBytes(ISO_8859_1));
        message.writeBytes(body.bytes());
        message.writeTo(out);
        out.flush();
    }

    private void tunnel(Socket client, Question opening) throws IOException {
        try (var node = tunnels.open()) {
            tunnelled.add(node);
            node.getOutputStream().write(opening.head().getBytes(ISO_8859_1));
            var back = Thread.ofVirtual().start(() -> copy(node, client));
            copy(client, node);
            back.join();
            tunnelled.remove(node);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends with either side, and ends the other one. */
    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // The other side has closed both.
        }
    }

    /** Ends the web sockets; what is asked by requests goes on. */
    void endTunnels() {
        end(tunnelled);
    }

    private static void end(Set<Socket> sockets) {
        for (var socket : sockets) {
            try {
                socket.close();
            } catch (IOException _) {
                // It has ended already.
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        end(tunnelled);
        end(open);
    }
}
