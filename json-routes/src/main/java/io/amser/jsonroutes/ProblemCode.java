package io.amser.jsonroutes;

import java.util.Locale;

/** Something that can be wrong with a request or with us: {@link CommonProblem}, or what one service alone can say. */
public interface ProblemCode {

    /** The name of the constant. */
    String name();

    int status();

    String title();

    /** As the API writes it; it never changes its meaning. */
    default String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
