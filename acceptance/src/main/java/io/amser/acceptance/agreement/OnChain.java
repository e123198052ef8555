package io.amser.acceptance.agreement;

import io.amser.acceptance.stage.Stage;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.PlanKey;
import io.amser.protocol.Reason;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.Permit2Calls;
import io.amser.protocol.call.Quote;
import io.amser.protocol.call.SubscriptionOnChain;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.subscription.Status;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the contracts themselves say about one subscription, without our fold. */
final class OnChain {

    /** The contracts quote these of a subscription that nobody will charge, whatever time passes. */
    private static final Set<Reason> NOTHING_QUEUED = EnumSet.of(
            Reason.CANCELLED, Reason.PAUSED, Reason.BLOCKED, Reason.BUDGET_USED_UP, Reason.PAYMENT_WINDOW_VIOLATION);

    private final List<ExecutionExecuted> charges;
    private final SubscriptionOnChain stored;
    private final Quote quote;
    private final boolean blocked;
    private final boolean active;
    private final ChainTime permitted;

    OnChain(Stage stage, SubscriptionKey key, List<ExecutionExecuted> charges) {
        var node = stage.node();
        var contracts = stage.platform().contracts();
        this.charges = charges;
        stored = node.ask(ModuleCalls.subscription(key));
        quote = node.ask(ModuleCalls.quoteExecution(key));
        blocked = node.ask(ModuleCalls.isBlocked(key.module(), stored.subscriber()));
        active = node.ask(ModuleCalls.isActive(new PlanKey(key.module(), stored.planId()), stored.subscriber()));
        var allowance = new AllowanceKey(contracts.processor(), stored.subscriber(), quote.token());
        permitted =
                node.ask(Permit2Calls.allowance(contracts.permit2(), allowance)).expiration();
    }

    boolean active() {
        return active;
    }

    Shown shown() {
        return new Shown(
                stored.subscriber().value(),
                status().name(),
                charges.size(),
                charges.stream()
                        .map(ExecutionExecuted::amount)
                        .reduce(TokenAmount.ZERO, TokenAmount::plus)
                        .toString(),
                NOTHING_QUEUED.contains(quote.reason())
                        ? null
                        : stored.nextChargeAt().iso(),
                remaining(),
                Long.toString(
                        ChainTime.earlier(stored.allowanceExpiry(), permitted).seconds()),
                blocked);
    }

    private Status status() {
        if (blocked) {
            return Status.BLOCKED;
        }
        if (stored.cancelled()) {
            return Status.CANCELLED;
        }
        if (stored.pausedBySubscriber() || stored.pausedByMerchant()) {
            return Status.PAUSED;
        }
        if (stored.lastPaidAt().seconds() == 0) {
            return Status.PENDING;
        }
        return active ? Status.ACTIVE : Status.EXPIRED;
    }

    private @Nullable String remaining() {
        return switch (stored.remainingExecutions()) {
            case Executions.Limited(var left) -> Long.toString(left);
            case Executions.Unlimited _ -> null;
        };
    }
}
