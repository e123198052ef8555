package io.amser.api.problem;

import java.util.Locale;

/** Everything that can be wrong with a request or with us; the name in lower case is the stable {@code code}. */
public enum ProblemCode {
    INVALID_PARAMETER(400, "A parameter has no valid value"),
    MISSING_PARAMETER(400, "A required parameter is missing"),
    BAD_REQUEST(400, "The request cannot be read"),
    UNAUTHORIZED(401, "Credentials are missing or wrong"),
    FORBIDDEN(403, "These credentials do not open this path"),
    NOT_FOUND(404, "There is nothing at this path"),
    UNKNOWN_CHAIN(404, "This chain is not served here"),
    UNKNOWN_MODULE(404, "No such module is known"),
    UNKNOWN_PLAN(404, "No such plan is known"),
    UNKNOWN_SUBSCRIPTION(404, "No such subscription is known"),
    UNKNOWN_TOKEN(404, "No policy is set for this token"),
    METHOD_NOT_ALLOWED(405, "This path does not take this method"),
    NOT_ACCEPTABLE(406, "The answer has no form that the Accept header takes"),
    CONTENT_TOO_LARGE(413, "The request's body is too large"),
    URI_TOO_LONG(414, "The request's path is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The request's body has a form that is not read here"),
    HEADERS_TOO_LARGE(431, "The request's headers are too large"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    CHAIN_UNAVAILABLE(503, "The chain does not answer"),
    INDEX_INCOMPLETE(503, "A record about this could not be applied"),
    INDEX_NOT_READY(503, "Nothing has been indexed yet"),
    DATABASE_UNAVAILABLE(503, "The database does not answer");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** As the API writes it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What to say where only the HTTP status is known. */
    static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> CONTENT_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 431 -> HEADERS_TOO_LARGE;
            default -> status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL_ERROR;
        };
    }
}
