package io.amser.webhook.event;

import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.Subscription;
import io.amser.protocol.subscription.SubscriptionAt;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of {@code data} that says how a subscription stands, whatever has happened to it. */
final class StateData {
    private StateData() {}

    static void token(JsonObject json, Plan plan) {
        json.put("token_address", plan.token().value());
        json.put("token_symbol", plan.symbol());
        json.put("token_decimals", plan.decimals());
    }

    static void counts(JsonObject json, Subscription state) {
        json.put("times_executed", state.charges().timesExecuted());
        json.put("remaining_executions", left(state.remainingExecutions()));
        json.put("allowance_expiry", String.valueOf(state.allowanceExpiry().seconds()));
    }

    static void standing(JsonObject json, SubscriptionAt now) {
        json.put("next_charge_date", iso(now.nextChargeDate()));
        json.put("status", now.status().name());
    }

    static @Nullable String iso(Optional<ChainTime> time) {
        return time.map(ChainTime::iso).orElse(null);
    }

    private static @Nullable Long left(Executions executions) {
        return switch (executions) {
            case Executions.Limited(var left) -> left;
            case Executions.Unlimited _ -> null;
        };
    }
}
