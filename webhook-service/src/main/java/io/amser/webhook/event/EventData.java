package io.amser.webhook.event;

import io.amser.protocol.Address;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.FailCode;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.protocol.event.ChainEvent.OfAllowance;
import io.amser.protocol.event.ChainEvent.OfFees;
import io.amser.protocol.event.ChainEvent.OfModule;
import io.amser.protocol.event.ChainEvent.OfPlan;
import io.amser.protocol.event.ChainEvent.OfProcessor;
import io.amser.protocol.event.ChainEvent.OfStanding;
import io.amser.protocol.event.ChainEvent.OfSubscriber;
import io.amser.protocol.event.ChainEvent.OfSubscription;
import io.amser.protocol.event.ChainEvent.OfToken;
import io.amser.protocol.event.ChainEvent.PlanActiveSet;
import io.amser.protocol.event.ChainEvent.PlanCreated;
import io.amser.protocol.event.ChainEvent.SubscriptionPaused;
import io.amser.protocol.event.ChainEvent.SubscriptionResumed;
import io.amser.protocol.subscription.Subscription;
import io.amser.protocol.subscription.SubscriptionAt;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code data} of one event: numbers that can pass 2^53 are strings, dates are those of the API. */
final class EventData {
    private final ChainEvent event;
    private final Circumstances around;
    private final JsonObject json = new JsonObject();

    EventData(ChainEvent event, Circumstances around) {
        this.event = event;
        this.around = around;
    }

    /** Everything that is told of the event. */
    JsonObject json() {
        whom();
        switch (event) {
            case OfSubscription about -> {
                outcome(about);
                state(about);
            }
            case PlanCreated created -> plan(created.price(), created.interval(), created.gracePeriod(), true);
            case PlanActiveSet set ->
                around.plan().ifPresent(plan -> plan(plan.price(), plan.interval(), plan.gracePeriod(), set.active()));
            case OfSubscriber _, OfModule _, OfToken _, OfFees _, OfProcessor _, OfAllowance _ -> {}
        }
        return json;
    }

    /** Whom the event concerns and where on the chain it stands, but nothing of what follows from it. */
    JsonObject ofWhom() {
        whom();
        return json;
    }

    private void whom() {
        var origin = event.origin();
        put("merchant", origin.merchant());
        put("module_address", origin.module());
        switch (event) {
            case OfSubscription about -> subscription(about);
            case OfPlan about -> put("plan_id_on_chain", about.plan().id());
            case OfSubscriber about -> put("user_address", about.subscriber().subscriber());
            case OfModule _, OfToken _, OfFees _, OfProcessor _, OfAllowance _ -> {}
        }
        json.put("block_time", origin.blockTime().iso());
        put("block_number", origin.blockNumber());
        put("tx_hash", origin.txHash());
        if (around.incomplete()) {
            json.put("incomplete", true);
        }
    }

    private void subscription(OfSubscription about) {
        put("on_chain_id", about.subscription().id());
        put("allocation_id", DeterministicIds.allocation(about.origin().chainId(), about.subscription()));
        subscriber(about).ifPresent(wallet -> put("user_address", wallet));
        Telling.plan(about, around).ifPresent(plan -> put("plan_id_on_chain", plan));
    }

    private Optional<Address> subscriber(OfSubscription about) {
        return about instanceof OfStanding standing
                ? Optional.of(standing.subscriber())
                : around.subscription().map(Subscription::subscriber);
    }

    private void outcome(OfSubscription about) {
        switch (about) {
            case ExecutionExecuted paid -> payment(paid);
            case ExecutionFailed failed -> failure(failed);
            case SubscriptionPaused paused -> json.put("by_merchant", paused.byMerchant());
            case SubscriptionResumed resumed -> json.put("by_merchant", resumed.byMerchant());
            case OfStanding _ -> {}
        }
    }

    private void payment(ExecutionExecuted paid) {
        charge(paid.subscription(), paid.windowId());
        put("amount", paid.amount());
        put("fee_paid", paid.protocolFee());
        put("token_address", paid.token());
    }

    private void failure(ExecutionFailed failed) {
        charge(failed.subscription(), failed.windowId());
        json.put("reason", failed.code().apiName());
        json.put("responsible", failed.responsible().apiName());
        json.put("retryable", at(failed).map(SubscriptionAt::queued).orElse(false));
        json.put("access_until", StateData.iso(at(failed).flatMap(SubscriptionAt::accessUntil)));
        if (failed.code() == FailCode.PAYMENT_WINDOW_VIOLATION) {
            json.put("recover", true);
        }
    }

    private void charge(SubscriptionKey subscription, WindowId window) {
        put("charge_id", DeterministicIds.charge(event.origin().chainId(), subscription, window));
    }

    private void state(OfSubscription about) {
        around.plan().ifPresent(plan -> StateData.token(json, plan));
        around.subscription().ifPresent(state -> StateData.counts(json, state));
        at(about).ifPresent(now -> StateData.standing(json, now));
    }

    private void plan(TokenAmount price, Duration interval, Duration gracePeriod, boolean active) {
        around.plan().ifPresent(plan -> StateData.token(json, plan));
        put("price", price);
        put("billing_interval", interval.toSeconds());
        put("grace_period", gracePeriod.toSeconds());
        json.put("active", active);
    }

    /** Only events of the module itself may meet a wallet that is blocked: no charge of it is attempted. */
    private Optional<SubscriptionAt> at(OfSubscription about) {
        return around.at(
                about,
                about instanceof OfStanding standing && standing.standing().blocked());
    }

    private void put(String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }
}
