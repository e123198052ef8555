package io.amser.jsonroutes;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem; carries no stack trace, because it is an answer. */
public final class ProblemException extends RuntimeException {
    private final ProblemCode code;
    private final @Nullable String parameter;

    public ProblemException(ProblemCode code, String detail) {
        this(code, detail, null);
    }

    /** {@code parameter} is what is at fault. */
    public ProblemException(ProblemCode code, String detail, @Nullable String parameter) {
        super(detail, null, false, false);
        this.code = code;
        this.parameter = parameter;
    }

    /** This parameter breaks this rule. */
    public static ProblemException invalid(String parameter, String rule) {
        return new ProblemException(CommonProblem.INVALID_PARAMETER, parameter + " " + rule + ".", parameter);
    }

    public static ProblemException missing(String parameter) {
        return new ProblemException(CommonProblem.MISSING_PARAMETER, parameter + " is required.", parameter);
    }

    public ProblemCode code() {
        return code;
    }

    JsonAnswer answer() {
        var json = new JsonObject()
                .put("type", "urn:amser:problem:" + code.code())
                .put("title", code.title())
                .put("status", code.status())
                .put("detail", getMessage())
                .put("code", code.code());
        if (parameter != null) {
            json.put("parameter", parameter);
        }
        return JsonAnswer.problem(code.status(), json);
    }
}
