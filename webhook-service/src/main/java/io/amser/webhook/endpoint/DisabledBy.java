package io.amser.webhook.endpoint;

import java.util.Locale;

/** What an endpoint was disabled by. */
public enum DisabledBy {
    /** By its merchant. */
    MERCHANT,
    /** By its own answer that it wants nothing any more. */
    GONE,
    /** By days of nothing but failures. */
    FAILURES;

    /** As the API and events write it. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
