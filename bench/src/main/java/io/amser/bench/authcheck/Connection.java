package io.amser.bench.authcheck;

import io.amser.bench.WrongResult;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A connection that is kept, over which one question at a time is asked; an answer that is not right ends the run. */
final class Connection implements AutoCloseable {

    private static final int MOST_BYTES = 16 * 1024;
    private static final byte[] OK = ascii("HTTP/1.1 200 ");
    private static final byte[] LENGTH = ascii("\r\ncontent-length: ");
    private static final byte[] END_OF_HEADERS = ascii("\r\n\r\n");
    private static final byte[] AUTHORIZED = ascii("{\"authorized\":true,");

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(MOST_BYTES);
    private long askedAt;

    Connection(InetSocketAddress address, Selector selector) throws IOException {
        channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** @param moment in nanoseconds, when this should have been asked */
    void ask(byte[] request, long moment) throws IOException {
        askedAt = moment;
        var bytes = ByteBuffer.wrap(request);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    long askedAt() {
        return askedAt;
    }

    /** Reads what is there, and answers whether that completes the answer. */
    boolean isAnswered() throws IOException {
        if (channel.read(answer) < 0) {
            throw new WrongResult("The API has closed a connection");
        }
        var headers = find(END_OF_HEADERS, 0, answer.position());
        if (headers < 0) {
            return false;
        }
        var body = headers + END_OF_HEADERS.length;
        if (answer.position() < body + length(headers)) {
            return false;
        }
        if (!startsWith(OK, 0) || !startsWith(AUTHORIZED, body)) {
            throw new WrongResult("The API answers something else: "
                    + new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8));
        }
        answer.clear();
        return true;
    }

    private int length(int headers) {
        var at = find(LENGTH, 0, headers);
        if (at < 0) {
            throw new WrongResult("The API does not say how long its answer is");
        }
        var length = 0;
        for (var i = at + LENGTH.length; Character.isDigit(answer.get(i)); i++) {
            length = 10 * length + answer.get(i) - '0';
        }
        return length;
    }

    private int find(byte[] text, int from, int to) {
        for (var at = from; at <= to - text.length; at++) {
            if (startsWith(text, at)) {
                return at;
            }
        }
        return -1;
    }

    /** In any case, as headers are. */
    private boolean startsWith(byte[] text, int at) {
        for (var i = 0; i < text.length; i++) {
            if (Character.toLowerCase(answer.get(at + i)) != Character.toLowerCase(text[i])) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
