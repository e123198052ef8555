package io.amser.api.analytics;

import io.amser.api.freshness.AsOf;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A merchant's figures as the API shows them. */
@Schema(name = "Analytics", description = "How a merchant's business goes.")
record AnalyticsView(
        @Schema(description = "From when on new, churned and the days count.", examples = "2026-03-01T00:00:00.000Z")
        String since,

        @Schema(description = "How many subscribers there are.")
        SubscribersView subscribers,

        @Schema(
                description =
                        "Monthly recurring revenue by token: of the active whose budget lasts, prices per 30 days.")
        List<TokenSum> mrr,

        @Schema(description = "Days with any activity, the oldest first.")
        List<DayView> days,

        @Schema(description = "How far the index has come.") AsOf asOf) {}
