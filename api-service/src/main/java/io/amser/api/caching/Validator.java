package io.amser.api.caching;

import io.amser.api.access.Sha256;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An entity tag: weak, because how fresh an answer is may differ where what it says is the same. */
public record Validator(String tag) {
    private static final int BYTES = 18;

    /** The same for the same content. */
    public static Validator of(String content) {
        var start = Arrays.copyOf(Sha256.of(content), BYTES);
        return new Validator("W/\"" + Base64.getUrlEncoder().encodeToString(start) + "\"");
    }

    /**
     * The headers of an answer with this tag.
     *
     * @param ifNoneMatch the values of the caller's If-None-Match headers
     * @throws NotModified if the caller has this very answer
     */
    public Map<String, String> headers(List<String> ifNoneMatch, Map<String, String> others) {
        var headers = new LinkedHashMap<>(others);
        headers.put("ETag", tag);
        headers.put("Cache-Control", "private, no-cache");
        if (isAmong(ifNoneMatch)) {
            throw new NotModified(headers);
        }
        return headers;
    }

    private boolean isAmong(List<String> ifNoneMatch) {
        return ifNoneMatch.stream()
                .flatMap(values -> Arrays.stream(values.split(",")))
                .map(String::strip)
                .anyMatch(value -> value.equals("*") || opaque(value).equals(opaque(tag)));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
