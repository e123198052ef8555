package io.amser.protocol;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A time as contracts know it: whole seconds since 1970 in UTC, a uint48. */
public record ChainTime(long seconds) implements Comparable<ChainTime> {
    private static final long MAX = (1L << 48) - 1;
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    public ChainTime {
        if (seconds < 0 || seconds > MAX) {
            throw new IllegalArgumentException("A time on chain must fit in 48 bits: " + seconds);
        }
    }

    /** The last whole second that is not after {@code instant}. */
    public static ChainTime of(Instant instant) {
        return new ChainTime(instant.getEpochSecond());
    }

    public ChainTime plus(Duration duration) {
        return new ChainTime(seconds + duration.toSeconds());
    }

    public ChainTime minus(Duration duration) {
        return new ChainTime(seconds - duration.toSeconds());
    }

    /** How long after {@code earlier} this is; negative if it is before. */
    public Duration since(ChainTime earlier) {
        return Duration.ofSeconds(seconds - earlier.seconds);
    }

    public boolean isAfter(ChainTime other) {
        return seconds > other.seconds;
    }

    public boolean isBefore(ChainTime other) {
        return seconds < other.seconds;
    }

    public static ChainTime earlier(ChainTime a, ChainTime b) {
        return a.isBefore(b) ? a : b;
    }

    public static ChainTime later(ChainTime a, ChainTime b) {
        return a.isAfter(b) ? a : b;
    }

    public Instant toInstant() {
        return Instant.ofEpochSecond(seconds);
    }

    /** As the API shows dates: {@code 2026-04-01T00:00:00.000Z}. */
    public String iso() {
        return ISO.format(toInstant());
    }

    @Override
    public int compareTo(ChainTime other) {
        return Long.compare(seconds, other.seconds);
    }

    @Override
    public String toString() {
        return iso();
    }
}
