package io.amser.api.subscription;

import io.amser.api.chain.ServedChain;
import io.amser.api.freshness.Freshness;
import io.amser.api.parameter.Parameters;
import io.amser.api.streaming.CsvFile;
import io.amser.api.streaming.CsvFile.Column;
import io.amser.api.streaming.CsvFiles;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Subscriptions as a file. */
@Path("/v0/exports/{merchant}/subscriptions.csv")
@Produces("text/csv")
@Tag(name = "Exports")
public class SubscriptionExport {
    private static final CsvFile<SubscriptionView> FILE = new CsvFile<>(
            "subscriptions.csv",
            List.of(
                    new Column<>("allocation_id", SubscriptionView::allocationId),
                    new Column<>("on_chain_id", SubscriptionView::onChainId),
                    new Column<>("module_address", SubscriptionView::moduleAddress),
                    new Column<>("user_address", SubscriptionView::userAddress),
                    new Column<>("plan_id", SubscriptionView::planId),
                    new Column<>("status", SubscriptionView::status),
                    new Column<>("total_spent", SubscriptionView::totalSpent),
                    new Column<>("times_executed", SubscriptionView::timesExecuted),
                    new Column<>("next_charge_date", SubscriptionView::nextChargeDate),
                    new Column<>("expires_at", SubscriptionView::expiresAt),
                    new Column<>("remaining_executions", SubscriptionView::remainingExecutions),
                    new Column<>("created_at", SubscriptionView::createdAt),
                    new Column<>("is_blocked", SubscriptionView::isBlocked)));

    private final ServedChain chain;
    private final Freshness freshness;
    private final CsvFiles files;

    SubscriptionExport(ServedChain chain, Freshness freshness, CsvFiles files) {
        this.chain = chain;
        this.freshness = freshness;
        this.files = files;
    }

    @GET
    @Operation(summary = "All subscriptions of a merchant as CSV")
    @APIResponseSchema(String.class)
    public RestMulti<Buffer> ofMerchant(@RestPath String merchant, @RestQuery("chain_id") @Nullable String chainId) {
        chain.named(chainId);
        var owner = Parameters.address("merchant", merchant);
        return files.answer(
                FILE,
                freshness.ofMerchant(owner),
                moment -> MerchantSubscriptions.ofMerchant(chain.id(), owner, moment));
    }
}
