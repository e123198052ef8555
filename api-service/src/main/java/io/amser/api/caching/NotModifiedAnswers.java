package io.amser.api.caching;

import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says that a caller has the answer, and how fresh it is now. */
public class NotModifiedAnswers {

    @ServerExceptionMapper
    public Response notModified(NotModified e) {
        var answer = Response.notModified();
        e.headers().forEach(answer::header);
        return answer.build();
    }
}
