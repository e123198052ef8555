package io.amser.bench.figure;

/** The limit that a figure is held to. */
public sealed interface Aim {

    record AtLeast(double limit) implements Aim {}

    record AtMost(double limit) implements Aim {}

    /** A figure that others are compared with. */
    record None() implements Aim {}

    default boolean isMetBy(double value) {
        return switch (this) {
            case AtLeast(var limit) -> value >= limit;
            case AtMost(var limit) -> value <= limit;
            case None _ -> true;
        };
    }

    default String text() {
        return switch (this) {
            case AtLeast(var limit) -> "at least " + Figure.number(limit);
            case AtMost(var limit) -> "at most " + Figure.number(limit);
            case None _ -> "";
        };
    }
}
