package io.amser.api.due;

import io.amser.eventlog.readmodel.Columns;
import io.vertx.mutiny.sqlclient.Row;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A due window as the API shows it. */
@Schema(name = "Due", description = "A subscription that a keeper could charge now, if its subscriber has the means.")
record DueView(
        @Schema(description = "Contract that holds the subscription, in lower case.")
        String moduleAddress,

        @Schema(description = "On-chain subscription id, a decimal uint256.", examples = "1")
        String onChainId,

        @Schema(description = "Since when it is due.", examples = "2026-04-01T00:00:00.000Z")
        String dueAt,

        @Schema(description = "The last second in which it can be charged.", examples = "2026-05-01T00:00:00.000Z")
        String windowClosesAt) {

    static DueView of(Row row) {
        return new DueView(
                row.getString("module"),
                Columns.subscriptionId(row, "id").toString(),
                Columns.time(row, "next_charge_at").iso(),
                Columns.time(row, "window_closes_at").iso());
    }
}
