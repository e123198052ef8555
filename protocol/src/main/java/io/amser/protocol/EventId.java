package io.amser.protocol;

import java.util.UUID;
import java.util.regex.Pattern;

/** The name of an event, the same on every machine: {@code evt_} and 26 characters of Crockford's base 32. */
public record EventId(String value) implements Comparable<EventId> {
    private static final String PREFIX = "evt_";
    private static final int LENGTH = 26;
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final Pattern FORM = Pattern.compile("evt_[0-7][0-9a-hjkmnp-tv-z]{25}");

    public EventId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("An event id must be evt_ and 26 characters of base 32: " + value);
        }
    }

    /** Writes the 128 bits of {@code uuid}, highest first; two zero bits stand before them. */
    public static EventId of(UUID uuid) {
        var text = new char[LENGTH];
        var high = uuid.getMostSignificantBits();
        var low = uuid.getLeastSignificantBits();
        for (var i = LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (low & 31));
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return new EventId(PREFIX + new String(text));
    }

    /** The 128 bits that this id writes. */
    public UUID uuid() {
        var high = 0L;
        var low = 0L;
        for (var i = PREFIX.length(); i < value.length(); i++) {
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | ALPHABET.indexOf(value.charAt(i));
        }
        return new UUID(high, low);
    }

    @Override
    public int compareTo(EventId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
