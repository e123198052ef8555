package io.amser.api.access.gate;

import static io.amser.api.problem.ProblemCode.BAD_REQUEST;
import static io.amser.api.problem.ProblemCode.CONTENT_TOO_LARGE;
import static io.amser.api.problem.ProblemCode.HEADERS_TOO_LARGE;
import static io.amser.api.problem.ProblemCode.URI_TOO_LONG;

import io.amser.api.problem.Problem;
import io.amser.api.problem.ProblemCode;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request can be read at all: how large it is, and whether its path is one. The limits of the HTTP server
 * are wider, since it answers without a word.
 */
public final class Form {
    /** Of a body, whoever reads it. */
    public static final long MOST_BODY_BYTES = 65_536;

    private static final int MOST_URI_BYTES = 8_192;
    private static final int MOST_HEADER_BYTES = 16_384;

    /** Colon, space and the end of the line. */
    private static final int AROUND_A_HEADER = 4;

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

    private Form() {}

    /** Why the request is not read; of a body, by what the caller says itself. */
    static Optional<Problem> refusal(HttpServerRequest request) {
        if (request.uri().length() > MOST_URI_BYTES) {
            return tooLarge(URI_TOO_LONG, MOST_URI_BYTES);
        }
        if (bytes(request.headers()) > MOST_HEADER_BYTES) {
            return tooLarge(HEADERS_TOO_LARGE, MOST_HEADER_BYTES);
        }
        if (isTooLong(request.getHeader("Content-Length"))) {
            return tooLarge(CONTENT_TOO_LARGE, MOST_BODY_BYTES);
        }
        return isPlainUri(request.uri())
                ? Optional.empty()
                : Optional.of(
                        Problem.of(
                                BAD_REQUEST,
                                "The path or the query has a broken escape, a character that wants one, or a parameter behind a semicolon."));
    }

    /** The rest of such a request is not read: over HTTP/1 it would be taken for the next one; over HTTP/2 it is by itself, and the header forbidden. */
    public static void readNoFurther(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader("Connection", "close");
        }
    }

    private static boolean isTooLong(@Nullable String length) {
        return length != null && (!LENGTH.matcher(length).matches() || Long.parseLong(length) > MOST_BODY_BYTES);
    }

    private static Optional<Problem> tooLarge(ProblemCode code, long most) {
        return Optional.of(Problem.of(code, "At most " + most + " bytes are read."));
    }

    /** Resources would not see a segment's parameters, so that the gate would look at another path than they do. */
    private static boolean isPlainUri(String text) {
        try {
            var path = new URI(text).getRawPath();
            return path != null && !path.contains(";");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Each byte that arrives becomes one character. */
    private static long bytes(MultiMap headers) {
        return headers.entries().stream()
                .mapToLong(
                        header -> header.getKey().length() + header.getValue().length() + AROUND_A_HEADER)
                .sum();
    }
}
