package io.amser.protocol;

import java.util.UUID;

/** The name of an event, the same on every machine: {@code evt_} and 26 characters of Crockford's base 32. */
public record EventId(String value) implements Comparable<EventId> {
    private static final String PREFIX = "evt_";
    private static final int LENGTH = 26;
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    public EventId {
        if (!isWellFormed(value)) {
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

    /** The first character writes three bits, the others five each. */
    private static boolean isWellFormed(String value) {
        if (!value.startsWith(PREFIX)
                || value.length() != PREFIX.length() + LENGTH
                || value.charAt(PREFIX.length()) > '7') {
            return false;
        }
        for (var i = PREFIX.length(); i < value.length(); i++) {
            if (ALPHABET.indexOf(value.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
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
