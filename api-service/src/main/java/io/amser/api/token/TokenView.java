package io.amser.api.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.amser.api.freshness.AsOf;
import io.amser.eventlog.readmodel.TokenPolicies;
import io.vertx.mutiny.sqlclient.Row;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A token's policy as the API shows it. */
@Schema(name = "Token", description = "What the protocol's registry says about a token.")
record TokenView(
        @Schema(description = "The token's contract, in lower case.")
        String tokenAddress,

        @Schema(description = "Whether it can be charged now.")
        boolean enabled,

        @Schema(description = "Decimal places.", examples = "6")
        int decimals,

        @Schema(description = "Least amount of one charge, in token base units.", examples = "10000")
        String minPerTx,

        @Schema(description = "Greatest amount of one charge, in token base units.", examples = "1000000000000")
        String maxPerTx,

        @Schema(description = "Name that the token had when its policy was set.", examples = "USD Coin")
        String name,

        @Schema(description = "Symbol that the token had when its policy was set.", examples = "USDC")
        String symbol,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "How far the index has come; in lists, the X-Indexed headers say it.")
        @Nullable
        AsOf asOf) {

    static TokenView of(Row row, @Nullable AsOf asOf) {
        var policy = TokenPolicies.from(row);
        return new TokenView(
                row.getString("token"),
                policy.enabled(),
                policy.decimals(),
                policy.min().toString(),
                policy.max().toString(),
                policy.name(),
                policy.symbol(),
                asOf);
    }
}
