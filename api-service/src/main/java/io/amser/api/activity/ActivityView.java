package io.amser.api.activity;

import io.amser.eventlog.readmodel.Columns;
import io.amser.protocol.ChainId;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.SubscriptionKey;
import io.vertx.mutiny.sqlclient.Row;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A payment or a failure as the API shows it. */
@Schema(name = "Activity", description = "One event of the chain that charged a subscription or failed to.")
record ActivityView(
        @Schema(description = "The same id as in webhooks.", examples = "evt_01j8z3k5m7n9p1q3r5s7t9v1wx")
        String eventId,

        @Schema(description = "The subscription: UUID v5 over chain, module and on-chain id.")
        String allocationId,

        @Schema(description = "Contract that holds the subscription, in lower case.")
        String moduleAddress,

        @Schema(description = "Hash of the transaction.") String txHash,

        @Schema(description = "Number of the block.", examples = "31337421")
        String blockNumber,

        @Schema(description = "CHARGE and REFILL moved value, FAIL moved none.")
        ActivityType type,

        @Schema(description = "Amount charged, in token base units; 0 for failures.", examples = "10000000")
        String amountCharged,

        @Schema(description = "Decimal places of the token.", examples = "6") @Nullable
        Integer tokenDecimals,

        @Schema(description = "Symbol of the token.", examples = "USDC") @Nullable
        String currency,

        @Schema(description = "Why a charge failed; null for charges.", examples = "InsufficientAllowance") @Nullable
        String reason,

        @Schema(description = "Who executed it, in lower case.")
        String keeperAddress,

        @Schema(
                description = "The whole protocol fee, the keeper's share included, in token base units.",
                examples = "100000")
        String feePaid,

        @Schema(description = "Time of the block.", examples = "2026-04-01T00:00:00.000Z")
        String timestamp) {

    static ActivityView of(ChainId chain, Row row) {
        var subscription =
                new SubscriptionKey(Columns.address(row, "module"), Columns.subscriptionId(row, "subscription_id"));
        return new ActivityView(
                row.getString("event_id"),
                DeterministicIds.allocation(chain, subscription).toString(),
                subscription.module().value(),
                row.getString("tx_hash"),
                row.getLong("block_number").toString(),
                ActivityType.valueOf(row.getString("type")),
                Columns.amount(row, "amount").toString(),
                row.getInteger("token_decimals"),
                row.getString("token_symbol"),
                row.getString("reason"),
                row.getString("keeper"),
                Columns.amount(row, "fee").toString(),
                Columns.time(row, "block_time").iso());
    }
}
