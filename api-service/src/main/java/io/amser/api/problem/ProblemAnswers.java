package io.amser.api.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request early into a problem; a cause is logged and told to nobody. */
public class ProblemAnswers {

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

    /** A body whose JSON has another shape than the resource reads. */
    @ServerExceptionMapper
    public Response misshapen(MismatchedInputException e) {
        return answer(Problem.of(ProblemCode.BAD_REQUEST, "The body has another shape than this path takes."));
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e) {
        return answer(Failures.problem(e));
    }

    private static Response answer(Problem problem) {
        var answer = Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        problem.headers().forEach(answer::header);
        return answer.build();
    }
}
