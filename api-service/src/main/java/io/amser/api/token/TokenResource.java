package io.amser.api.token;

import static io.amser.api.problem.ProblemCode.UNKNOWN_TOKEN;

import io.amser.api.freshness.Freshness;
import io.amser.api.freshness.Moment;
import io.amser.api.parameter.Parameters;
import io.amser.api.problem.ProblemException;
import io.amser.api.streaming.JsonArrays;
import io.amser.protocol.Address;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Tokens over HTTP. */
@Path("/v0/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tokens")
public class TokenResource {
    private final Freshness freshness;
    private final Tokens tokens;
    private final JsonArrays arrays;

    TokenResource(Freshness freshness, Tokens tokens, JsonArrays arrays) {
        this.freshness = freshness;
        this.tokens = tokens;
        this.arrays = arrays;
    }

    @GET
    @Operation(summary = "Tokens that plans may use")
    @APIResponseSchema(TokenView[].class)
    public RestMulti<Buffer> all(
            @RestQuery("include_disabled") @Nullable String includeDisabled, @Context HttpServerRequest request) {
        var disabledToo = Parameters.flag("include_disabled", includeDisabled);
        return arrays.answer(request, freshness.ofProtocol(), moment -> Tokens.all(disabledToo));
    }

    @GET
    @Path("/{address}")
    @Operation(summary = "One token, enabled or not")
    @APIResponseSchema(TokenView.class)
    public Uni<TokenView> one(@RestPath String address) {
        var token = Parameters.address("address", address);
        return freshness.ofProtocol().chain(moment -> one(token, moment));
    }

    private Uni<TokenView> one(Address token, Moment moment) {
        return tokens.one(token, moment.asOf())
                .map(found -> found.orElseThrow(
                        () -> new ProblemException(UNKNOWN_TOKEN, "The registry has no policy for this token.")));
    }
}
