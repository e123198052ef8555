package io.amser.protocol;

/** The number of a plan within its module, a uint32. */
public record PlanId(long value) implements Comparable<PlanId> {
    public PlanId {
        if (value < 0 || value > 0xffff_ffffL) {
            throw new IllegalArgumentException("A plan id must fit in 32 bits: " + value);
        }
    }

    @Override
    public int compareTo(PlanId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
