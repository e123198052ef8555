package io.amser.eventlog.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One JSON document as bytes. */
final class JsonBytes {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int USUAL_SIZE = 1024;

    private JsonBytes() {}

    interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    interface Reading<T> {
        T from(JsonParser in) throws IOException;
    }

    static byte[] write(Writing document) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (var out = FACTORY.createGenerator(bytes)) {
            document.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads a document; whatever is wrong with the bytes is an {@link UnreadableRecord}. */
    static <T> T read(byte[] json, Reading<T> document) {
        try (var in = FACTORY.createParser(json)) {
            in.nextToken();
            return document.from(in);
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            throw new UnreadableRecord(String.valueOf(e.getMessage()), e);
        }
    }
}
