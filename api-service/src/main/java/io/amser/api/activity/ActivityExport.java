package io.amser.api.activity;

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

/** Activity as a file. */
@Path("/v0/exports/{merchant}/activity.csv")
@Produces("text/csv")
@Tag(name = "Exports")
public class ActivityExport {
    private static final CsvFile<ActivityView> FILE = new CsvFile<>(
            "activity.csv",
            List.of(
                    new Column<>("event_id", ActivityView::eventId),
                    new Column<>("allocation_id", ActivityView::allocationId),
                    new Column<>("module_address", ActivityView::moduleAddress),
                    new Column<>("tx_hash", ActivityView::txHash),
                    new Column<>("block_number", ActivityView::blockNumber),
                    new Column<>("type", ActivityView::type),
                    new Column<>("amount_charged", ActivityView::amountCharged),
                    new Column<>("token_decimals", ActivityView::tokenDecimals),
                    new Column<>("currency", ActivityView::currency),
                    new Column<>("reason", ActivityView::reason),
                    new Column<>("keeper_address", ActivityView::keeperAddress),
                    new Column<>("fee_paid", ActivityView::feePaid),
                    new Column<>("timestamp", ActivityView::timestamp)));

    private final ServedChain chain;
    private final Freshness freshness;
    private final CsvFiles files;

    ActivityExport(ServedChain chain, Freshness freshness, CsvFiles files) {
        this.chain = chain;
        this.freshness = freshness;
        this.files = files;
    }

    @GET
    @Operation(summary = "Payments and failures of a merchant as CSV, newest first")
    @APIResponseSchema(String.class)
    public RestMulti<Buffer> ofMerchant(
            @RestPath String merchant,
            @RestQuery @Nullable String type,
            @RestQuery @Nullable String since,
            @RestQuery @Nullable String token,
            @RestQuery("chain_id") @Nullable String chainId) {
        chain.named(chainId);
        var owner = Parameters.address("merchant", merchant);
        var filter = ActivityFilter.of(type, since, token);
        return files.answer(
                FILE, freshness.ofMerchant(owner), moment -> Activities.ofMerchant(chain.id(), owner, filter));
    }
}
