package io.amser.discord.verification;

import static io.amser.discord.problem.DiscordProblem.UNKNOWN_VERIFICATION;

import io.amser.jsonroutes.JsonAnswer;
import io.amser.jsonroutes.JsonRequest;
import io.amser.jsonroutes.JsonRoute;
import io.amser.jsonroutes.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Links to verify over HTTP: open to whoever has one, since that is all that there is to know. */
@ApplicationScoped
class VerificationRoutes {
    private final VerifyWallets verify;

    VerificationRoutes(VerifyWallets verify) {
        this.verify = verify;
    }

    void register(@Observes Router router) {
        router.get("/v0/discord/verifications/:token").handler(new JsonRoute(this::show));
        router.post("/v0/discord/verifications/:token").handler(new JsonRoute(this::link));
    }

    private Uni<JsonAnswer> show(JsonRequest request) {
        return verify.open(token(request)).map(open -> JsonAnswer.of(200, VerificationView.of(open)));
    }

    private Uni<JsonAnswer> link(JsonRequest request) {
        var message = text(request, "message");
        var signature = text(request, "signature");
        return verify.open(token(request))
                .chain(open -> verify.link(open, message, signature))
                .map(linked -> JsonAnswer.of(200, VerificationView.of(linked)));
    }

    private static VerificationToken token(JsonRequest request) {
        return Optional.ofNullable(request.path().get("token"))
                .flatMap(VerificationToken::parse)
                .orElseThrow(() -> new ProblemException(UNKNOWN_VERIFICATION, "This is no whole link."));
    }

    private static String text(JsonRequest request, String member) {
        return switch (request.body().getValue(member)) {
            case String text -> text;
            case null -> throw ProblemException.missing(member);
            default -> throw ProblemException.invalid(member, "must be text");
        };
    }
}
