package io.amser.api.analytics;

import static io.amser.api.parameter.Parameters.invalid;

import io.amser.api.chain.ServedChain;
import io.amser.api.freshness.Freshness;
import io.amser.api.freshness.Moment;
import io.amser.api.parameter.Parameters;
import io.amser.protocol.ChainTime;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Figures over HTTP. */
@Path("/v0/analytics/{merchant}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
public class AnalyticsResource {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final ServedChain chain;
    private final Freshness freshness;
    private final Analytics analytics;

    AnalyticsResource(ServedChain chain, Freshness freshness, Analytics analytics) {
        this.chain = chain;
        this.freshness = freshness;
        this.analytics = analytics;
    }

    @GET
    @Operation(summary = "Subscribers, monthly recurring revenue, and charges and failures by day")
    @APIResponseSchema(AnalyticsView.class)
    public Uni<AnalyticsView> ofMerchant(
            @RestPath String merchant,
            @RestQuery @Nullable String since,
            @RestQuery("chain_id") @Nullable String chainId) {
        chain.named(chainId);
        var owner = Parameters.address("merchant", merchant);
        var asked = Parameters.time("since", since);
        return freshness.ofMerchant(owner).chain(moment -> analytics.of(owner, since(asked, moment), moment));
    }

    private static ChainTime since(Optional<ChainTime> asked, Moment moment) {
        var since = asked.orElseGet(() -> startOfDay(moment.time().minus(MONTH)));
        if (since.isBefore(moment.time().minus(LONGEST))) {
            throw invalid("since", "must lie within the last 366 days");
        }
        return since;
    }

    private static ChainTime startOfDay(ChainTime time) {
        return new ChainTime(time.seconds() - time.seconds() % DAY.toSeconds());
    }
}
