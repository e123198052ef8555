package io.amser.api.access.gate;

import static io.amser.api.problem.ProblemCode.FORBIDDEN;

import io.amser.api.access.Caller;
import io.amser.api.parameter.Parameters;
import io.amser.api.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A path that names a merchant opens to that merchant alone, whether there is anything behind it or not. */
public class OwnPathsOnly {

    @ServerRequestFilter
    public void check(ContainerRequestContext request, RoutingContext context) {
        var named = request.getUriInfo().getPathParameters().getFirst("merchant");
        if (named != null && !Caller.of(context).opens(Parameters.address("merchant", named))) {
            throw new ProblemException(FORBIDDEN, "These credentials are of another merchant.");
        }
    }
}
