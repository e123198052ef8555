package io.amser.acceptance.agreement;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the API shows of a subscription, or should.
 *
 * @param nextChargeDate null where no charge is queued
 * @param remainingExecutions null is unlimited
 */
record Shown(
        String userAddress,
        String status,
        long timesExecuted,
        String totalSpent,
        @Nullable String nextChargeDate,
        @Nullable String remainingExecutions,
        String expiresAt,
        boolean isBlocked) {

    static Shown of(JsonNode view) {
        return new Shown(
                view.get("user_address").asString(),
                view.get("status").asString(),
                view.get("times_executed").asLong(),
                view.get("total_spent").asString(),
                text(view, "next_charge_date"),
                text(view, "remaining_executions"),
                view.get("expires_at").asString(),
                view.get("is_blocked").asBoolean());
    }

    private static @Nullable String text(JsonNode view, String field) {
        var value = view.get(field);
        return value.isNull() ? null : value.asString();
    }
}
