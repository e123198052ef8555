package io.amser.webhook.event;

import io.amser.eventlog.PaymentAtRisk;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.Subscription;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The {@code data} of a forecast; its block is the one in which balance and allowance were read. */
final class RiskData {
    private RiskData() {}

    static JsonObject of(PaymentAtRisk risk, Optional<Subscription> subscription, Optional<Plan> plan) {
        var key = risk.subscription();
        var json = new JsonObject()
                .put("merchant", risk.merchant().value())
                .put("module_address", key.module().value())
                .put("on_chain_id", key.id().toString())
                .put(
                        "allocation_id",
                        DeterministicIds.allocation(risk.chainId(), key).toString())
                .put("user_address", risk.subscriber().value())
                .put("block_time", risk.blockTime().iso())
                .put("block_number", risk.blockNumber().toString())
                .put(
                        "charge_id",
                        DeterministicIds.charge(risk.chainId(), key, risk.windowId())
                                .toString())
                .put("reason", risk.reason().apiName())
                .put("amount", risk.amount().toString())
                .put("shortfall", risk.shortfall().toString())
                .put("token_address", risk.token().value())
                .put("next_charge_date", risk.dueAt().iso());
        plan.ifPresent(terms -> StateData.token(json, terms));
        subscription.ifPresent(state -> {
            json.put("plan_id_on_chain", state.planId().toString());
            StateData.counts(json, state);
        });
        return json;
    }
}
