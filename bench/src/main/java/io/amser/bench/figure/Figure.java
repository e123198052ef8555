package io.amser.bench.figure;

import java.util.Locale;

/**
 * One number that was measured.
 *
 * @param key what machines call it
 * @param meaning what people read beside it
 */
public record Figure(String key, String meaning, double value, Aim aim) {

    private static final double SMALL = 1_000;

    public static Figure of(String key, String meaning, double value) {
        return new Figure(key, meaning, value, new Aim.None());
    }

    public static Figure atLeast(double limit, String key, String meaning, double value) {
        return new Figure(key, meaning, value, new Aim.AtLeast(limit));
    }

    public static Figure atMost(double limit, String key, String meaning, double value) {
        return new Figure(key, meaning, value, new Aim.AtMost(limit));
    }

    public boolean isShort() {
        return !aim.isMetBy(value);
    }

    /** Nothing to hold it to, or whether it holds. */
    String verdict() {
        if (aim instanceof Aim.None) {
            return "";
        }
        return isShort() ? "short" : "ok";
    }

    String text() {
        return number(value);
    }

    /** Ratios with two places, rates without. */
    static String number(double value) {
        return value < SMALL ? String.format(Locale.ROOT, "%.2f", value) : String.format(Locale.ROOT, "%,.0f", value);
    }
}
