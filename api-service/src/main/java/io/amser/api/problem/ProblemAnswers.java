package io.amser.api.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request early into a problem; a cause is logged here and told to nobody. */
public class ProblemAnswers {
    private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);
    private static final int RETRY_AFTER_SECONDS = 5;

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        return answer(e.problem());
    }

    /** What the HTTP layer itself refuses: unknown paths, methods, media types, malformed requests. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException e) {
        var status = e.getResponse().getStatus();
        if (status >= 500) {
            return unexpected(e);
        }
        var code = ProblemCode.ofStatus(status);
        var answer = Response.fromResponse(answer(Problem.of(code, code.title() + ".")));
        var allow = e.getResponse().getHeaderString("Allow");
        return (allow == null ? answer : answer.header("Allow", allow)).build();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e) {
        if (Outage.isOf(e)) {
            LOG.warnf("A request could not be answered, because the database does not answer: %s", e.getMessage());
            return answer(Problem.of(ProblemCode.DATABASE_UNAVAILABLE, "Try again in a few seconds."));
        }
        LOG.error("A request ended in a failure that nobody foresaw", e);
        return answer(Problem.of(ProblemCode.INTERNAL_ERROR, "The failure has been logged; try again."));
    }

    private static Response answer(Problem problem) {
        var answer = Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.status() == 401) {
            answer.header("WWW-Authenticate", "Bearer");
        }
        if (problem.status() == 503) {
            answer.header("Retry-After", RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }
}
