package io.amser.jsonroutes;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Dates as the API writes them: {@code 2026-04-01T00:00:00.000Z}. */
public final class Dates {
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Dates() {}

    public static String iso(Instant time) {
        return ISO.format(time);
    }
}
