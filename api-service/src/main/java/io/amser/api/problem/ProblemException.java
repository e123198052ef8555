package io.amser.api.problem;

import org.jspecify.annotations.Nullable;

/** Ends a request with a problem; carries no stack trace, because it is an answer. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public ProblemException(ProblemCode code, String detail) {
        this(Problem.of(code, detail));
    }

    public ProblemException(ProblemCode code, String detail, @Nullable String parameter) {
        this(Problem.of(code, detail, parameter));
    }

    public Problem problem() {
        return problem;
    }
}
