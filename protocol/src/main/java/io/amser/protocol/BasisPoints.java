package io.amser.protocol;

/** Hundredths of a percent, 0 to 10,000. */
public record BasisPoints(int value) {
    public BasisPoints {
        if (value < 0 || value > 10_000) {
            throw new IllegalArgumentException("Basis points must be 0 to 10000: " + value);
        }
    }
}
