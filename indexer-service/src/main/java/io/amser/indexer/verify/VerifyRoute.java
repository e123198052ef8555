package io.amser.indexer.verify;

import io.amser.eventlog.wire.RecordJson;
import io.amser.indexer.chain.ChainUnavailable;
import io.amser.protocol.BlockNumber;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@code POST /admin/verify?from=BLOCK} on the service's one port, which is for operators alone: the indexer has no API. */
@ApplicationScoped
class VerifyRoute {
    private static final RecordJson<VerificationReport> JSON = RecordJson.of(VerificationReport.class);
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final Verification verification;

    VerifyRoute(Verification verification) {
        this.verification = verification;
    }

    void register(@Observes Router router) {
        router.post("/admin/verify").blockingHandler(this::verify, false);
    }

    private void verify(RoutingContext exchange) {
        BlockNumber from;
        try {
            from = new BlockNumber(Long.parseLong(exchange.request().getParam("from", "0")));
        } catch (IllegalArgumentException e) {
            exchange.response().setStatusCode(BAD_REQUEST).end("from must be a block number");
            return;
        }
        try {
            verify(from, exchange.response());
        } catch (ChainUnavailable e) {
            exchange.response().setStatusCode(SERVICE_UNAVAILABLE).end(e.getMessage());
        }
    }

    private void verify(BlockNumber from, HttpServerResponse response) {
        var report = verification.run(from);
        if (report.isEmpty()) {
            response.setStatusCode(NOT_FOUND).end("the log does not reach block " + from);
        } else {
            response.putHeader("content-type", "application/json").end(Buffer.buffer(JSON.write(report.get())));
        }
    }
}
