package io.amser.api.plan;

import static io.amser.api.problem.ProblemCode.BAD_REQUEST;

import io.amser.api.chain.ServedChain;
import io.amser.api.freshness.Freshness;
import io.amser.api.module.MerchantModules;
import io.amser.api.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Names of plans over HTTP. */
@Path("/v0/plans/{merchant}/{id}/metadata")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plans")
public class MetadataResource {
    private final ServedChain chain;
    private final Freshness freshness;
    private final MerchantModules modules;
    private final MerchantPlans plans;
    private final PlanNames names;

    MetadataResource(
            ServedChain chain, Freshness freshness, MerchantModules modules, MerchantPlans plans, PlanNames names) {
        this.chain = chain;
        this.freshness = freshness;
        this.modules = modules;
        this.plans = plans;
        this.names = names;
    }

    @PUT
    @Operation(
            summary = "Names a plan of the merchant's subscription module, unless module_address names another",
            description = "Stored if the Keccak-256 hash of the RFC 8785 form of {description, name} is the plan's own"
                    + " metadata hash, or if unverified is true.")
    @APIResponseSchema(PlanView.class)
    public Uni<PlanView> name(
            @RestPath String merchant,
            @RestPath String id,
            @RestQuery("module_address") @Nullable String moduleAddress,
            @RestQuery("chain_id") @Nullable String chainId,
            @Nullable MetadataRequest request) {
        chain.named(chainId);
        var found = modules.plan(merchant, id, moduleAddress);
        if (request == null) {
            throw new ProblemException(BAD_REQUEST, "Send a JSON object as the body.");
        }
        var metadata = request.metadata();
        return found.chain(plan -> freshness
                .ofModule(plan.module())
                .chain(moment -> plans.known(plan, moment)
                        .chain(() -> names.give(plan, metadata, request.mayBeUnverified()))
                        .chain(() -> plans.known(plan, moment))));
    }
}
