package io.amser.api.activity;

import io.amser.api.chain.ServedChain;
import io.amser.api.freshness.Freshness;
import io.amser.api.parameter.Parameters;
import io.amser.api.streaming.JsonArrays;
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

/** Activity over HTTP. */
@Path("/v0")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Activity")
public class ActivityResource {
    private final ServedChain chain;
    private final Freshness freshness;
    private final JsonArrays arrays;

    ActivityResource(ServedChain chain, Freshness freshness, JsonArrays arrays) {
        this.chain = chain;
        this.freshness = freshness;
        this.arrays = arrays;
    }

    @GET
    @Path("/activity/{merchant}")
    @Operation(summary = "Payments and failures of a merchant, newest first")
    @APIResponseSchema(ActivityView[].class)
    public RestMulti<Buffer> ofMerchant(
            @RestPath String merchant,
            @RestQuery @Nullable String type,
            @RestQuery @Nullable String since,
            @RestQuery @Nullable String token,
            @RestQuery("chain_id") @Nullable String chainId,
            @Context HttpServerRequest request) {
        chain.named(chainId);
        return newest(merchant, ActivityFilter.of(type, since, token), request);
    }

    @GET
    @Path("/failures/{merchant}")
    @Operation(summary = "Failed charges of a merchant, newest first: the activity of type FAIL")
    @APIResponseSchema(ActivityView[].class)
    public RestMulti<Buffer> failuresOfMerchant(
            @RestPath String merchant,
            @RestQuery @Nullable String since,
            @RestQuery @Nullable String token,
            @RestQuery("chain_id") @Nullable String chainId,
            @Context HttpServerRequest request) {
        chain.named(chainId);
        return newest(merchant, ActivityFilter.of(ActivityType.FAIL.name(), since, token), request);
    }

    private RestMulti<Buffer> newest(String merchant, ActivityFilter filter, HttpServerRequest request) {
        var owner = Parameters.address("merchant", merchant);
        return arrays.answer(
                request, freshness.ofMerchant(owner), moment -> Activities.ofMerchant(chain.id(), owner, filter));
    }
}
