package io.amser.api.proxy;

import static io.amser.api.access.gate.Form.MOST_BODY_BYTES;
import static io.amser.api.problem.ProblemCode.BAD_REQUEST;
import static io.amser.api.problem.ProblemCode.CONTENT_TOO_LARGE;

import io.amser.api.access.gate.Form;
import io.amser.api.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Takes a body in before anybody else is kept busy with it: a caller who sends slowly, or without end, waits alone. */
final class WholeBody {
    private final HttpServerRequest request;
    private final Buffer body = Buffer.buffer();
    private final Promise<Buffer> whole = Promise.promise();

    private WholeBody(HttpServerRequest request) {
        this.request = request;
    }

    static Future<Buffer> of(HttpServerRequest request) {
        return new WholeBody(request).read();
    }

    /** Nothing flows before everybody listens: a request without a body can end within the call that lets it flow. */
    private Future<Buffer> read() {
        request.pause();
        request.handler(this::take)
                .endHandler(_ -> whole.tryComplete(body))
                .exceptionHandler(_ -> whole.tryFail(new ProblemException(BAD_REQUEST, "The body broke off.")));
        request.resume();
        return whole.future();
    }

    private void take(Buffer part) {
        if (body.length() + part.length() <= MOST_BODY_BYTES) {
            body.appendBuffer(part);
        } else {
            Form.readNoFurther(request);
            whole.tryFail(new ProblemException(CONTENT_TOO_LARGE, "At most " + MOST_BODY_BYTES + " bytes are read."));
        }
    }
}
