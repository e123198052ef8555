package io.amser.api.analytics;

import io.amser.eventlog.readmodel.Columns;
import io.vertx.mutiny.sqlclient.Row;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An amount of one token. */
@Schema(name = "TokenSum", description = "An amount of one token.")
record TokenSum(
        @Schema(description = "The token's contract, in lower case; null if the plan is not known.") @Nullable
        String tokenAddress,

        @Schema(description = "Symbol of the token.", examples = "USDC") @Nullable
        String tokenSymbol,

        @Schema(description = "Decimal places of the token.", examples = "6") @Nullable
        Integer tokenDecimals,

        @Schema(description = "The amount, in token base units.", examples = "120000000")
        String amount) {

    static TokenSum of(Row row, String column) {
        return new TokenSum(
                row.getString("token"),
                row.getString("token_symbol"),
                row.getInteger("token_decimals"),
                Columns.number(row, column).toString());
    }
}
