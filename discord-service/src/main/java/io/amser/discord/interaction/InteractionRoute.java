package io.amser.discord.interaction;

import io.amser.discord.problem.DiscordProblem;
import io.amser.discord.rest.DiscordConfig;
import io.amser.jsonroutes.CommonProblem;
import io.amser.jsonroutes.JsonAnswer;
import io.amser.jsonroutes.JsonRoute;
import io.amser.jsonroutes.ProblemException;
import io.amser.jsonroutes.UntouchedRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where Discord tells what members do. Nothing is read before it is known that Discord wrote it, and just now. */
@ApplicationScoped
class InteractionRoute {
    /** Between its clock and ours, and on the way. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final Optional<DiscordSignature> signature;
    private final InstantSource time;
    private final AnswerMembers members;

    InteractionRoute(DiscordConfig config, InstantSource time, AnswerMembers members) {
        this.signature = config.publicKey().map(DiscordSignature::new);
        this.time = time;
        this.members = members;
    }

    void register(@Observes Router router) {
        router.post("/v0/discord/interactions").handler(JsonRoute.untouched(this::answer));
    }

    private Uni<JsonAnswer> answer(UntouchedRequest request) {
        checkSigned(request);
        return switch (interaction(request.body())) {
            case Interaction.Ping _ -> Uni.createFrom().item(() -> JsonAnswer.of(200, Reply.pong()));
            case Interaction.OfCommand command -> members.answer(command).map(InteractionRoute::said);
            case Interaction.OutsideServers _ ->
                saying("Use this command at the server whose roles you want: there it knows what to look at.");
            case Interaction.Other _ -> saying("That leads nowhere. Use a command: /verify, /status, /why or /unlink.");
        };
    }

    private void checkSigned(UntouchedRequest request) {
        var key = signature.orElseThrow(() -> new ProblemException(
                CommonProblem.SERVICE_UNAVAILABLE, "This deployment does not know Discord's key."));
        var signed = request.headers().get("X-Signature-Ed25519");
        var timestamp = request.headers().get("X-Signature-Timestamp");
        if (signed == null
                || timestamp == null
                || !isFresh(timestamp)
                || !key.isOf(signed, timestamp, request.body().getBytes())) {
            throw new ProblemException(
                    DiscordProblem.WRONG_DISCORD_SIGNATURE, "Only what Discord has just signed is taken here.");
        }
    }

    private boolean isFresh(String timestamp) {
        if (!SECONDS.matcher(timestamp).matches()) {
            return false;
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), time.instant());
        return age.abs().compareTo(FRESH) <= 0;
    }

    /** Even what Discord signs may contain anything that a user has thought of. */
    private static Interaction interaction(Buffer body) {
        try {
            return Interaction.of(new JsonObject(body));
        } catch (RuntimeException _) {
            throw new ProblemException(CommonProblem.BAD_REQUEST, "This is no interaction as Discord describes them.");
        }
    }

    private static Uni<JsonAnswer> saying(String text) {
        return Uni.createFrom().item(() -> said(new Reply(text)));
    }

    private static JsonAnswer said(Reply reply) {
        return JsonAnswer.of(200, reply.json());
    }
}
