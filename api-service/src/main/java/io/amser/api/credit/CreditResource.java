package io.amser.api.credit;

import static io.amser.api.problem.ProblemCode.UNKNOWN_ENVELOPE;

import io.amser.api.chain.ServedChain;
import io.amser.api.freshness.Freshness;
import io.amser.api.parameter.Parameters;
import io.amser.api.problem.ProblemException;
import io.amser.api.streaming.JsonArrays;
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

/** Credits over HTTP: nobody has any before the chain has modules for them. */
@Path("/v0/credits/{merchant}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Credits")
public class CreditResource {
    private final ServedChain chain;
    private final Freshness freshness;
    private final JsonArrays arrays;

    CreditResource(ServedChain chain, Freshness freshness, JsonArrays arrays) {
        this.chain = chain;
        this.freshness = freshness;
        this.arrays = arrays;
    }

    @GET
    @Operation(summary = "All envelopes of a merchant's subscribers; none before credits exist")
    @APIResponseSchema(EnvelopeView[].class)
    public RestMulti<Buffer> ofMerchant(
            @RestPath String merchant,
            @RestQuery("chain_id") @Nullable String chainId,
            @Context HttpServerRequest request) {
        chain.named(chainId);
        return arrays.answerEmpty(request, freshness.ofMerchant(Parameters.address("merchant", merchant)));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One envelope; unknown before credits exist")
    @APIResponseSchema(EnvelopeView.class)
    public Uni<EnvelopeView> one(
            @RestPath String merchant,
            @RestPath String id,
            @RestQuery("module_address") @Nullable String moduleAddress,
            @RestQuery("chain_id") @Nullable String chainId) {
        chain.named(chainId);
        Parameters.address("merchant", merchant);
        Parameters.subscriptionId("id", id);
        Parameters.optionalAddress("module_address", moduleAddress);
        throw new ProblemException(UNKNOWN_ENVELOPE, "The merchant has no envelope with this id.");
    }
}
