package io.amser.devstack.discord;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names and values as queries and forms carry them. */
final class Forms {

    private Forms() {}

    static Map<String, String> read(@Nullable String form) {
        return form == null
                ? Map.of()
                : Arrays.stream(form.split("&"))
                        .filter(part -> !part.isEmpty())
                        .map(part -> part.split("=", 2))
                        .collect(Collectors.toMap(
                                part -> decoded(part[0]),
                                part -> part.length == 2 ? decoded(part[1]) : "",
                                (_, last) -> last,
                                LinkedHashMap::new));
    }

    static String write(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> encoded(value.getKey()) + "=" + encoded(value.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
