package io.amser.api.streaming;

import static java.util.stream.Collectors.joining;

import io.amser.api.parameter.Parameters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a caller wants a list: whole, or a page of it.
 *
 * @param limit empty for the whole list
 */
record Listing(Optional<Integer> limit, Optional<String> cursor, List<String> ifNoneMatch, HttpServerRequest request) {

    static Listing of(HttpServerRequest request) {
        return new Listing(
                Parameters.limit("limit", request.getParam("limit")),
                Optional.ofNullable(request.getParam("cursor")),
                request.headers().getAll("If-None-Match"),
                request);
    }

    /** Whether nobody waits for the rows. */
    boolean isOfHeadersAlone() {
        return request.method().equals(HttpMethod.HEAD);
    }

    /** The same question for the next page, as a Link header has it. */
    String linkTo(String nextCursor) {
        var others = request.params().entries().stream()
                .filter(parameter -> !parameter.getKey().equals("cursor"))
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()));
        var query = Stream.concat(others, Stream.of("cursor=" + nextCursor)).collect(joining("&"));
        return "<" + request.path() + "?" + query + ">; rel=\"next\"";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
