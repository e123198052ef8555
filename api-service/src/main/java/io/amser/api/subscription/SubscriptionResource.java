package io.amser.api.subscription;

import io.amser.api.chain.ServedChain;
import io.amser.api.freshness.Freshness;
import io.amser.api.freshness.Moment;
import io.amser.api.module.MerchantModules;
import io.amser.api.parameter.Parameters;
import io.amser.api.streaming.JsonArrays;
import io.amser.protocol.SubscriptionKey;
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

/** Subscriptions over HTTP. */
@Path("/v0/subscriptions/{merchant}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class SubscriptionResource {
    private final ServedChain chain;
    private final Freshness freshness;
    private final MerchantModules modules;
    private final MerchantSubscriptions subscriptions;
    private final JsonArrays arrays;

    SubscriptionResource(
            ServedChain chain,
            Freshness freshness,
            MerchantModules modules,
            MerchantSubscriptions subscriptions,
            JsonArrays arrays) {
        this.chain = chain;
        this.freshness = freshness;
        this.modules = modules;
        this.subscriptions = subscriptions;
        this.arrays = arrays;
    }

    @GET
    @Operation(summary = "All subscriptions of a merchant, over all of its modules")
    @APIResponseSchema(SubscriptionView[].class)
    public RestMulti<Buffer> ofMerchant(
            @RestPath String merchant,
            @RestQuery("chain_id") @Nullable String chainId,
            @Context HttpServerRequest request) {
        chain.named(chainId);
        var owner = Parameters.address("merchant", merchant);
        return arrays.answer(
                request,
                freshness.ofMerchant(owner),
                moment -> MerchantSubscriptions.ofMerchant(chain.id(), owner, moment));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One subscription, of the merchant's subscription module unless module_address names another")
    @APIResponseSchema(SubscriptionView.class)
    public Uni<SubscriptionView> one(
            @RestPath String merchant,
            @RestPath String id,
            @RestQuery("module_address") @Nullable String moduleAddress,
            @RestQuery("chain_id") @Nullable String chainId) {
        chain.named(chainId);
        return modules.subscription(merchant, id, moduleAddress)
                .chain(key -> freshness.ofSubscription(key).chain(moment -> one(key, moment)));
    }

    private Uni<SubscriptionView> one(SubscriptionKey key, Moment moment) {
        return subscriptions
                .one(chain.id(), key, moment)
                .map(found -> found.orElseThrow(() -> MerchantSubscriptions.missing(moment)));
    }
}
