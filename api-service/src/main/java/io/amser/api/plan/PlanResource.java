package io.amser.api.plan;

import io.amser.api.chain.ServedChain;
import io.amser.api.freshness.Freshness;
import io.amser.api.module.MerchantModules;
import io.amser.api.parameter.Parameters;
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

/** Plans over HTTP. */
@Path("/v0")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plans")
public class PlanResource {
    private final ServedChain chain;
    private final Freshness freshness;
    private final MerchantModules modules;
    private final MerchantPlans plans;
    private final JsonArrays arrays;

    PlanResource(
            ServedChain chain, Freshness freshness, MerchantModules modules, MerchantPlans plans, JsonArrays arrays) {
        this.chain = chain;
        this.freshness = freshness;
        this.modules = modules;
        this.plans = plans;
        this.arrays = arrays;
    }

    @GET
    @Path("/plans/{merchant}")
    @Operation(summary = "All plans of a merchant, over all of its modules")
    @APIResponseSchema(PlanView[].class)
    public RestMulti<Buffer> ofMerchant(
            @RestPath String merchant,
            @RestQuery("chain_id") @Nullable String chainId,
            @Context HttpServerRequest request) {
        chain.named(chainId);
        var owner = Parameters.address("merchant", merchant);
        return arrays.answer(request, freshness.ofMerchant(owner), moment -> MerchantPlans.ofMerchant(owner));
    }

    @GET
    @Path("/plans/{merchant}/{id}")
    @Operation(summary = "One plan, of the merchant's subscription module unless module_address names another")
    @APIResponseSchema(PlanView.class)
    public Uni<PlanView> one(
            @RestPath String merchant,
            @RestPath String id,
            @RestQuery("module_address") @Nullable String moduleAddress,
            @RestQuery("chain_id") @Nullable String chainId) {
        chain.named(chainId);
        return modules.plan(merchant, id, moduleAddress)
                .chain(plan -> freshness.ofModule(plan.module()).chain(moment -> plans.known(plan, moment)));
    }

    @GET
    @Path("/modules/{module}/plans")
    @Operation(summary = "All plans of a module, for public pricing pages")
    @APIResponseSchema(PlanView[].class)
    public RestMulti<Buffer> ofModule(
            @RestPath String module,
            @RestQuery("chain_id") @Nullable String chainId,
            @Context HttpServerRequest request) {
        chain.named(chainId);
        var address = Parameters.address("module", module);
        return arrays.answer(
                request, modules.known(address).chain(freshness::ofModule), moment -> MerchantPlans.ofModule(address));
    }
}
