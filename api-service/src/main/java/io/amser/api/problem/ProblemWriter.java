package io.amser.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers with problems where no resource has been reached. */
@ApplicationScoped
public class ProblemWriter {
    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    /** Whatever went wrong: a problem says itself what it is, any other failure is logged. */
    public void answer(RoutingContext context, Throwable failure) {
        answer(context, Failures.problem(failure));
    }

    public void answer(RoutingContext context, Problem problem) {
        var response = context.response();
        problem.headers().forEach(response::putHeader);
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(text(problem));
    }

    /** The problem as the body of an answer. */
    public String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem must have a JSON form: " + problem, e);
        }
    }
}
