package io.amser.api.problem;

import java.util.Locale;

/** Everything that can be wrong with a request or with us; the name in lower case is the stable {@code code}. */
public enum ProblemCode {
    INVALID_PARAMETER(400, "A parameter has no valid value"),
    MISSING_PARAMETER(400, "A required parameter is missing"),
    BAD_REQUEST(400, "The request cannot be read"),
    UNAUTHORIZED(401, "Credentials are missing or wrong"),
    SESSION_REQUIRED(401, "This path takes a session"),
    SESSION_ENDED(401, "The session has ended"),
    INVALID_API_KEY(401, "The API key is mistyped"),
    UNRECOGNIZED_API_KEY(401, "No such API key was ever made here"),
    REVOKED_API_KEY(401, "The API key has been revoked"),
    MALFORMED_MESSAGE(401, "The message to sign in with does not follow ERC-4361"),
    FOREIGN_DOMAIN(401, "The message to sign in with names another domain"),
    FOREIGN_URI(401, "The message to sign in with names another URI"),
    OTHER_CHAIN(401, "The message to sign in with names another chain"),
    NONCE_MISSING(401, "No nonce was given to this browser"),
    NONCE_MISMATCH(401, "The nonce was given to another browser"),
    NONCE_EXPIRED(401, "The nonce has expired"),
    NONCE_USED(401, "The nonce has been used"),
    ISSUED_TOO_EARLY(401, "The message to sign in with is too old"),
    ISSUED_IN_FUTURE(401, "The message to sign in with was issued in the future"),
    MESSAGE_EXPIRED(401, "The message to sign in with has expired"),
    MESSAGE_NOT_YET_VALID(401, "The message to sign in with is not valid yet"),
    MALFORMED_SIGNATURE(401, "The signature is none"),
    WRONG_SIGNER(401, "The wallet did not sign this text"),
    FORBIDDEN(403, "These credentials do not open this path"),
    API_KEY_READ_ONLY(403, "API keys only read"),
    FOREIGN_ORIGIN(403, "Only the web app may write with a session"),
    NOT_FOUND(404, "There is nothing at this path"),
    UNKNOWN_CHAIN(404, "This chain is not served here"),
    UNKNOWN_MODULE(404, "No such module is known"),
    UNKNOWN_PLAN(404, "No such plan is known"),
    UNKNOWN_SUBSCRIPTION(404, "No such subscription is known"),
    UNKNOWN_API_KEY(404, "No such API key is active"),
    UNKNOWN_ENVELOPE(404, "No such envelope is known"),
    UNKNOWN_TOKEN(404, "No policy is set for this token"),
    METHOD_NOT_ALLOWED(405, "This path does not take this method"),
    NOT_ACCEPTABLE(406, "The answer has no form that the Accept header takes"),
    TOO_MANY_API_KEYS(409, "The merchant has as many API keys as may be"),
    METADATA_MISMATCH(409, "Name and description are not those whose hash the plan carries"),
    CONTENT_TOO_LARGE(413, "The request's body is too large"),
    URI_TOO_LONG(414, "The request's path is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The request's body has a form that is not read here"),
    HEADERS_TOO_LARGE(431, "The request's headers are too large"),
    RATE_LIMITED(429, "Too many requests"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    CHAIN_UNAVAILABLE(503, "The chain does not answer"),
    INDEX_INCOMPLETE(503, "A record about this could not be applied"),
    INDEX_NOT_READY(503, "Nothing has been indexed yet"),
    DATABASE_UNAVAILABLE(503, "The database does not answer"),
    SIGN_IN_UNAVAILABLE(503, "Nobody can sign in here"),
    SERVICE_UNAVAILABLE(503, "The service behind this path does not answer");

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
