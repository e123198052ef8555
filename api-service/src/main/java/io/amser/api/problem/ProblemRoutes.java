package io.amser.api.problem;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.stream.IntStream;

/** The same problems for requests that never reach a resource: broken escapes, unknown paths outside the API. */
@ApplicationScoped
class ProblemRoutes {
    private static final int[] STATUSES = {400, 404, 405, 406, 413, 414, 415, 500};

    private final ProblemWriter problems;

    ProblemRoutes(ProblemWriter problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        IntStream.of(STATUSES).forEach(status -> {
            var code = ProblemCode.ofStatus(status);
            var problem = Problem.of(code, code.title() + ".");
            router.errorHandler(status, context -> problems.answer(context, problem));
        });
    }
}
