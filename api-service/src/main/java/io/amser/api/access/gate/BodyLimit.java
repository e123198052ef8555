package io.amser.api.access.gate;

import static io.amser.api.problem.ProblemCode.CONTENT_TOO_LARGE;

import io.amser.api.problem.ProblemException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops reading a body where it becomes too long, if nobody said before how long it is. */
@Provider
public class BodyLimit implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        var body = new Limited(context.getInputStream());
        context.setInputStream(body);
        try {
            return context.proceed();
        } catch (IOException | RuntimeException e) {
            // Whoever parses the body takes one that breaks off for a malformed one.
            if (body.isTooLong()) {
                throw tooLong();
            }
            throw e;
        }
    }

    private static ProblemException tooLong() {
        return new ProblemException(CONTENT_TOO_LARGE, "At most " + Form.MOST_BODY_BYTES + " bytes are read.");
    }

    private static final class Limited extends FilterInputStream {
        private long read;

        Limited(InputStream body) {
            super(body);
        }

        boolean isTooLong() {
            return read > Form.MOST_BODY_BYTES;
        }

        @Override
        public int read() throws IOException {
            var next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            var length = super.read(into, from, most);
            count(Math.max(length, 0));
            return length;
        }

        private void count(int length) throws IOException {
            read += length;
            if (isTooLong()) {
                throw new IOException("The body is too long");
            }
        }
    }
}
