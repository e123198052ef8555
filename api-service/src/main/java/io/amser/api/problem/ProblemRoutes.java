package io.amser.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.stream.IntStream;

/** The same problems for requests that never reach a resource: broken escapes, unknown paths outside the API. */
@ApplicationScoped
class ProblemRoutes {
    private static final int[] STATUSES = {400, 404, 405, 406, 413, 414, 415, 500};

    private final ObjectMapper json;

    ProblemRoutes(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        IntStream.of(STATUSES).forEach(status -> router.errorHandler(status, context -> answer(context, status)));
    }

    private void answer(RoutingContext context, int status) {
        var code = ProblemCode.ofStatus(status);
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(text(Problem.of(code, code.title() + ".")));
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem must have a JSON form: " + problem, e);
        }
    }
}
