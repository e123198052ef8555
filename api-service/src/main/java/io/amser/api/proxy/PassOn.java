package io.amser.api.proxy;

import static io.amser.api.problem.ProblemCode.SERVICE_UNAVAILABLE;

import io.amser.api.problem.ProblemException;
import io.amser.api.problem.ProblemWriter;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Set;
import org.jboss.logging.Logger;

/** Asks a service behind what the caller asks, and answers what it says: with named headers both ways, and no others. */
final class PassOn {
    private static final Logger LOG = Logger.getLogger(PassOn.class);
    private static final int UNAUTHORIZED = 401;
    private static final int HTTP = 80;

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
            "x-indexed-block",
            "x-indexed-hash",
            "x-indexed-finality",
            "x-indexed-lag",
            "x-indexed-incomplete");

    private final RoutingContext context;
    private final HttpClient http;
    private final ProblemWriter problems;

    PassOn(RoutingContext context, HttpClient http, ProblemWriter problems) {
        this.context = context;
        this.http = http;
        this.problems = problems;
    }

    void to(URI service, String token, Buffer body) {
        var asked = context.request();
        var options = new RequestOptions()
                .setMethod(asked.method())
                .setHost(service.getHost())
                .setPort(service.getPort() < 0 ? HTTP : service.getPort())
                .setURI(asked.uri());
        http.request(options)
                .compose(request -> {
                    copy(asked.headers(), OF_REQUEST, request.headers());
                    return request.putHeader("Authorization", "Bearer " + token).send(body);
                })
                .onSuccess(this::answer)
                .onFailure(failure -> {
                    LOG.warnf("The service behind does not answer: %s", failure);
                    answerUnavailable();
                });
    }

    private void answer(HttpClientResponse said) {
        if (refusesOurToken(said)) {
            LOG.error("A service behind refuses our token: look at the keys, and at the clocks");
            said.request().reset();
            answerUnavailable();
            return;
        }
        var answer = context.response().setStatusCode(said.statusCode());
        copy(said.headers(), OF_ANSWER, answer.headers());
        answer.send(said).onFailure(failure -> {
            LOG.warnf("An answer of a service behind broke off: %s", failure);
            answer.reset();
        });
    }

    /** A service that has let the API in may still refuse what the caller shows: a signature of Discord, or of a wallet. */
    private static boolean refusesOurToken(HttpClientResponse said) {
        return said.statusCode() == UNAUTHORIZED && said.headers().contains("WWW-Authenticate");
    }

    private void answerUnavailable() {
        problems.answer(context, new ProblemException(SERVICE_UNAVAILABLE, "Try again in a few seconds."));
    }

    private static void copy(MultiMap from, Set<String> names, MultiMap to) {
        names.forEach(name -> to.add(name, from.getAll(name)));
    }
}
