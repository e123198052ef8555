package io.amser.api.proxy;

import static io.amser.api.problem.ProblemCode.SERVICE_UNAVAILABLE;

import io.amser.api.problem.Problem;
import io.amser.api.problem.ProblemWriter;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;

/** What of a request the service behind gets to see, and what of its answer the caller: named headers, and no others. */
final class PassOn implements ProxyInterceptor {
    private static final Logger LOG = Logger.getLogger(PassOn.class);
    private static final int UNAUTHORIZED = 401;

    private static final Set<String> OF_REQUEST =
            Set.of("accept", "content-type", "if-none-match", "x-signature-ed25519", "x-signature-timestamp");

    private static final Set<String> OF_ANSWER = Set.of(
            "allow",
            "cache-control",
            "content-type",
            "content-length",
            "etag",
            "link",
            "location",
            "retry-after",
            "transfer-encoding",
            "x-indexed-block",
            "x-indexed-hash",
            "x-indexed-finality",
            "x-indexed-lag",
            "x-indexed-incomplete");

    private final String token;
    private final Buffer body;
    private final ProblemWriter problems;

    PassOn(String token, Buffer body, ProblemWriter problems) {
        this.token = token;
        this.body = body;
        this.problems = problems;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        var headers = context.request().headers();
        keep(headers, OF_REQUEST);
        headers.set("Authorization", "Bearer " + token);
        context.request().setBody(Body.body(body));
        return context.sendRequest().recover(failure -> {
            LOG.warnf("The service behind does not answer: %s", failure);
            return Future.succeededFuture(
                    unavailable(context.request().release().response()));
        });
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        var answer = context.response();
        if (answer.getStatusCode() == UNAUTHORIZED) {
            LOG.error("A service behind refuses our token: look at the keys, and at the clocks");
            unavailable(answer.release());
        }
        keep(answer.headers(), OF_ANSWER);
        return context.sendResponse();
    }

    private ProxyResponse unavailable(ProxyResponse answer) {
        var problem = Problem.of(SERVICE_UNAVAILABLE, "Try again in a few seconds.");
        problem.headers().forEach(answer::putHeader);
        return answer.setStatusCode(problem.status())
                .setStatusMessage(null)
                .putHeader("content-type", Problem.MEDIA_TYPE)
                .setBody(Body.body(Buffer.buffer(problems.text(problem))));
    }

    private static void keep(MultiMap headers, Set<String> kept) {
        List.copyOf(headers.names()).stream()
                .filter(name -> !kept.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(headers::remove);
    }
}
