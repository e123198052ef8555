package io.amser.api.access.apikey;

import static io.amser.api.problem.ProblemCode.TOO_MANY_API_KEYS;
import static io.amser.api.problem.ProblemCode.UNKNOWN_API_KEY;

import io.amser.api.ApiConfig;
import io.amser.api.access.Caller;
import io.amser.api.parameter.Parameters;
import io.amser.api.problem.ProblemException;
import io.amser.protocol.ChainTime;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** A merchant's API keys over HTTP. */
@Path("/v0/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys")
public class ApiKeyResource {
    private final ApiKeys keys;
    private final InstantSource time;
    private final boolean testnet;
    private final SecureRandom random = new SecureRandom();

    ApiKeyResource(ApiKeys keys, InstantSource time, ApiConfig config) {
        this.keys = keys;
        this.time = time;
        this.testnet = config.testnet();
    }

    @GET
    @Operation(summary = "The merchant's active API keys, newest first")
    public Uni<List<ApiKeyView>> list(@Context RoutingContext context) {
        return keys.active(Caller.signedIn(context).of());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(summary = "Make an API key, which is shown once; at most five are active")
    @APIResponseSchema(value = NewApiKeyView.class, responseCode = "201")
    public Uni<NewApiKeyView> make(@Context RoutingContext context, @Nullable ApiKeyRequest request) {
        var merchant = Caller.signedIn(context).of();
        var name = request == null ? Parameters.required("name", null) : request.checkedName();
        var id = UUID.randomUUID();
        var key = ApiKeyText.random(testnet, random);
        var now = time.instant();
        return keys.add(id, merchant, name, key, now).map(added -> {
            if (!added) {
                throw new ProblemException(
                        TOO_MANY_API_KEYS, "Revoke one first: at most " + ApiKeys.MOST_ACTIVE + " are active.");
            }
            return new NewApiKeyView(
                    id.toString(), name, key.value(), ChainTime.of(now).iso());
        });
    }

    @DELETE
    @Path("/{id}")
    @ResponseStatus(204)
    @Operation(summary = "Revoke an API key, at once and for ever")
    public Uni<Void> revoke(@Context RoutingContext context, @RestPath String id) {
        var merchant = Caller.signedIn(context).of();
        return keys.revoke(Parameters.uuid("id", id), merchant, time.instant())
                .invoke(revoked -> {
                    if (!revoked) {
                        throw new ProblemException(UNKNOWN_API_KEY, "No active key of yours has this id.");
                    }
                })
                .replaceWithVoid();
    }
}
