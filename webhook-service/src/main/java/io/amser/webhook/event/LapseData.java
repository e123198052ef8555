package io.amser.webhook.event;

import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.FailCode;
import io.amser.protocol.Responsible;
import io.amser.protocol.subscription.SubscriptionAt;
import io.vertx.core.json.JsonObject;

/** The {@code data} of what happens because time goes by; its block is the one by whose time it was noticed. */
final class LapseData {
    private final ChainId chain;
    private final BlockNumber block;
    private final LapseAround around;

    LapseData(ChainId chain, BlockNumber block, LapseAround around) {
        this.chain = chain;
        this.block = block;
        this.around = around;
    }

    JsonObject of(Lapse lapse) {
        var json = whom();
        switch (lapse) {
            case Lapse.AccessEnded(var at, var bySubscriber) -> {
                json.put("access_until", at.iso());
                json.put("responsible", bySubscriber ? Responsible.SUBSCRIBER.apiName() : "platform");
            }
            case Lapse.WindowMissed missed -> missed(json, missed);
            case Lapse.AllowanceExpiring(var at) -> json.put("expires_at", at.iso());
        }
        StateData.token(json, state().plan());
        StateData.counts(json, state().subscription());
        StateData.standing(json, state());
        return json;
    }

    private JsonObject whom() {
        var subscription = state().subscription();
        var key = subscription.key();
        var json = new JsonObject()
                .put("merchant", around.merchant().value())
                .put("module_address", key.module().value())
                .put("on_chain_id", key.id().toString())
                .put("allocation_id", DeterministicIds.allocation(chain, key).toString())
                .put("user_address", subscription.subscriber().value())
                .put("plan_id_on_chain", subscription.planId().toString())
                .put("block_time", state().now().iso())
                .put("block_number", block.toString());
        return around.incomplete() ? json.put("incomplete", true) : json;
    }

    private void missed(JsonObject json, Lapse.WindowMissed missed) {
        var key = state().subscription().key();
        json.put(
                "charge_id",
                DeterministicIds.charge(chain, key, missed.window()).toString());
        json.put("reason", FailCode.PAYMENT_WINDOW_VIOLATION.apiName());
        json.put("responsible", missed.responsible().apiName());
        json.put("retryable", false);
        json.put("recover", true);
        json.put("access_until", StateData.iso(state().accessUntil()));
    }

    private SubscriptionAt state() {
        return around.state();
    }
}
