package io.amser.api.explanation;

import io.amser.api.chain.ServedChain;
import io.amser.api.freshness.Freshness;
import io.amser.api.freshness.Moment;
import io.amser.api.module.MerchantModules;
import io.amser.api.status.Backlogs;
import io.amser.protocol.SubscriptionKey;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Explanations over HTTP. */
@Path("/v0/subscriptions/{merchant}/{id}/explain")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class ExplanationResource {
    private final ServedChain chain;
    private final Freshness freshness;
    private final MerchantModules modules;
    private final ExplainSubscription explain;
    private final Backlogs backlogs;

    ExplanationResource(
            ServedChain chain,
            Freshness freshness,
            MerchantModules modules,
            ExplainSubscription explain,
            Backlogs backlogs) {
        this.chain = chain;
        this.freshness = freshness;
        this.modules = modules;
        this.explain = explain;
        this.backlogs = backlogs;
    }

    @GET
    @Operation(summary = "Why a subscription is not active or what comes next, and who has to act")
    @APIResponseSchema(ExplanationView.class)
    public Uni<ExplanationView> explain(
            @RestPath String merchant,
            @RestPath String id,
            @RestQuery("module_address") @Nullable String moduleAddress,
            @RestQuery("chain_id") @Nullable String chainId) {
        chain.named(chainId);
        return modules.subscription(merchant, id, moduleAddress)
                .chain(key -> freshness.ofSubscription(key).chain(moment -> explain(key, moment)));
    }

    private Uni<ExplanationView> explain(SubscriptionKey key, Moment moment) {
        return Uni.combine()
                .all()
                .unis(explain.explain(key, moment), backlogs.now())
                .with((explanation, backlog) -> ExplanationView.of(chain.id(), explanation, backlog, moment.asOf()));
    }
}
