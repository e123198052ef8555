package io.amser.api.limit;

/** So many requests a minute, by the name that headers call it. */
public record Quota(String name, int perMinute) {

    /** As RateLimit-Policy writes it. */
    String policy() {
        return "\"" + name + "\";q=" + perMinute + ";w=" + Window.LENGTH.toSeconds();
    }
}
