package io.amser.jsonroutes;

/** What can be wrong at every service. */
public enum CommonProblem implements ProblemCode {
    INVALID_PARAMETER(400, "A parameter has no valid value"),
    MISSING_PARAMETER(400, "A required parameter is missing"),
    BAD_REQUEST(400, "The request cannot be read"),
    UNAUTHORIZED(401, "Credentials are missing or wrong"),
    NOT_FOUND(404, "There is nothing at this path"),
    METHOD_NOT_ALLOWED(405, "This path does not take this method"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    DATABASE_UNAVAILABLE(503, "The database does not answer"),
    SERVICE_UNAVAILABLE(503, "The service behind this path does not answer");

    private final int status;
    private final String title;

    CommonProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
