package io.amser.protocol;

/** Which billing window of a subscription: rises with every charge and every recovery. */
public record WindowId(long value) implements Comparable<WindowId> {
    public WindowId {
        if (value < 0) {
            throw new IllegalArgumentException("A window id must not be negative: " + value);
        }
    }

    public WindowId next() {
        return new WindowId(value + 1);
    }

    @Override
    public int compareTo(WindowId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
