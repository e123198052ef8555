package io.amser.api.access.session;

import static io.amser.api.problem.ProblemCode.SESSION_ENDED;

import io.amser.api.access.Caller;
import io.amser.api.chain.ServedChain;
import io.amser.api.parameter.Parameters;
import io.amser.api.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Signing in and out over HTTP. */
@Path("/v0/auth")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
public class SessionResource {
    private final ServedChain chain;
    private final InstantSource time;
    private final SignedText signed;
    private final SignIn signIn;
    private final Sessions sessions;

    SessionResource(ServedChain chain, InstantSource time, SignedText signed, SignIn signIn, Sessions sessions) {
        this.chain = chain;
        this.time = time;
        this.signed = signed;
        this.signIn = signIn;
        this.sessions = sessions;
    }

    @GET
    @Path("/nonce")
    @Operation(summary = "A nonce to sign in with, once, within five minutes, from the same browser")
    public NonceView nonce(@Context RoutingContext context) {
        var nonce = signIn.nonce(time.instant());
        SessionCookies.setNonce(context.response(), nonce);
        return NonceView.of(nonce);
    }

    @POST
    @Path("/verify")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Sign in with a signed message of ERC-4361")
    public Uni<SessionView> verify(
            @Context RoutingContext context,
            @Parameter(hidden = true) @CookieParam(SessionCookies.NONCE) @Nullable String nonce,
            @Nullable SignInRequest request) {
        var message = Parameters.required("message", request == null ? null : request.message());
        var signature = Parameters.required("signature", request == null ? null : request.signature());
        return signIn.verify(message, signature, nonce, time.instant())
                .invoke(session -> SessionCookies.setSession(context.response(), signed, session))
                .map(session -> SessionView.of(session, chain.id().value()));
    }

    @GET
    @Path("/session")
    @Operation(summary = "Who has signed in")
    public Uni<SessionView> session(@Context RoutingContext context) {
        return sessions.active(Caller.signedIn(context).session(), time.instant())
                .map(found -> found.orElseThrow(() -> new ProblemException(SESSION_ENDED, "Sign in again.")))
                .map(session -> SessionView.of(session, chain.id().value()));
    }

    @POST
    @Path("/logout")
    @ResponseStatus(204)
    @Operation(summary = "Sign out, at once and everywhere")
    @APIResponse(responseCode = "204", description = "Signed out.")
    public Uni<Void> logout(@Context RoutingContext context) {
        return sessions.end(Caller.signedIn(context).session())
                .invoke(() -> SessionCookies.forgetSession(context.response()));
    }
}
