package io.amser.api.caching;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An entity tag: weak, because how fresh an answer is may differ where what it says is the same. */
public record Validator(String tag) {
    private static final int BYTES = 18;

    /** The same for the same content. */
    public static Validator of(byte[]... content) {
        var digest = sha256();
        Arrays.stream(content).forEach(digest::update);
        var start = Arrays.copyOf(digest.digest(), BYTES);
        return new Validator("W/\"" + Base64.getUrlEncoder().encodeToString(start) + "\"");
    }

    public static Validator of(String content) {
        return of(content.getBytes(StandardCharsets.UTF_8));
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must know SHA-256", e);
        }
    }
}
