package io.amser.api.analytics;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many subscribers there are; a wallet on two plans counts twice. */
@Schema(name = "Subscribers", description = "How many subscribers there are; a wallet on two plans counts twice.")
record SubscribersView(
        @Schema(description = "Status ACTIVE now.") long active,

        @Schema(description = "Status PENDING now: not charged yet.")
        long pending,

        @Schema(description = "Status PAUSED now.") long paused,

        @Schema(description = "Status EXPIRED now: paid access ran out.")
        long lapsed,

        @Schema(description = "Status CANCELLED now.") long cancelled,
        @Schema(description = "Status BLOCKED now.") long blocked,

        @JsonProperty("new")
        @Schema(name = "new", description = "Subscribed since the time asked for, whatever became of it.")
        long subscribed,

        @Schema(
                description =
                        "Expired, cancelled or blocked now, with paid access that ran out since the time asked for.")
        long churned) {

    static SubscribersView of(List<Row> byToken) {
        return new SubscribersView(
                sum(byToken, "active"),
                sum(byToken, "pending"),
                sum(byToken, "paused"),
                sum(byToken, "lapsed"),
                sum(byToken, "cancelled"),
                sum(byToken, "blocked"),
                sum(byToken, "new"),
                sum(byToken, "churned"));
    }

    private static long sum(List<Row> rows, String column) {
        return rows.stream().mapToLong(row -> row.getLong(column)).sum();
    }
}
