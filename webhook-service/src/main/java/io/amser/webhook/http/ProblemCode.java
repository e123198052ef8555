package io.amser.webhook.http;

import java.util.Locale;

/** Everything that can be wrong with a request or with us; the name in lower case is the stable {@code code}. */
public enum ProblemCode {
    INVALID_PARAMETER(400, "A parameter has no valid value"),
    MISSING_PARAMETER(400, "A required parameter is missing"),
    BAD_REQUEST(400, "The request cannot be read"),
    UNAUTHORIZED(401, "Credentials are missing or wrong"),
    NOT_FOUND(404, "There is nothing at this path"),
    UNKNOWN_ENDPOINT(404, "No such endpoint is known"),
    UNKNOWN_DELIVERY(404, "No such delivery is known"),
    UNKNOWN_REPLAY(404, "No such replay is known"),
    METHOD_NOT_ALLOWED(405, "This path does not take this method"),
    TOO_MANY_ENDPOINTS(409, "The merchant has as many endpoints as may be"),
    ENDPOINT_DISABLED(409, "The endpoint is disabled"),
    ENDPOINT_NOT_DISABLED(409, "The endpoint is not disabled"),
    DELIVERY_PENDING(409, "The delivery is not done yet"),
    REPLAY_UNDER_WAY(409, "The endpoint has a replay that is not over"),
    REPLAY_OVER(409, "The replay is over"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    DATABASE_UNAVAILABLE(503, "The database does not answer"),
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
}
