package io.amser.devstack.rpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** One HTTP request as it came. */
record Question(String head, Body body) {

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final int LONGEST_HEAD = 64 * 1024;

    /** The next one; empty when the other side has closed. */
    static Optional<Question> read(InputStream in) throws IOException {
        var head = readHead(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        int length = header(head, "content-length").map(Integer::parseInt).orElse(0);
        var body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the body of a request ends early");
        }
        return Optional.of(new Question(head, new Body(body)));
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        for (int matched = 0; matched < END_OF_HEAD.length(); ) {
            int next = in.read();
            if (next < 0 && head.size() == 0) {
                return "";
            }
            if (next < 0 || head.size() == LONGEST_HEAD) {
                throw new EOFException("the head of a request does not end");
            }
            head.write(next);
            matched = next == END_OF_HEAD.charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(ISO_8859_1);
    }

    boolean isForWebSocket() {
        return header(head, "upgrade").filter("websocket"::equalsIgnoreCase).isPresent();
    }

    private static Optional<String> header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
