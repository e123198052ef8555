package io.amser.protocol.subscription;

import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.MetadataHash;
import io.amser.protocol.PlanKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.event.ChainEvent.OfPlan;
import io.amser.protocol.event.ChainEvent.PlanActiveSet;
import io.amser.protocol.event.ChainEvent.PlanCreated;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a plan is, after the events so far; everything but {@code active} is fixed for ever. */
public record Plan(
        PlanKey key,
        Address token,
        TokenAmount price,
        Duration interval,
        Duration gracePeriod,
        MetadataHash metadataHash,
        int decimals,
        String symbol,
        boolean active,
        ChainTime createdAt) {

    /** A plan is open for subscribers from its creation on. */
    public static Plan of(PlanCreated event) {
        return new Plan(
                event.plan(),
                event.token(),
                event.price(),
                event.interval(),
                event.gracePeriod(),
                event.metadataHash(),
                event.decimals(),
                event.symbol(),
                true,
                event.origin().blockTime());
    }

    /** The state after all of these, in any order; empty without the event that created it. */
    public static Optional<Plan> fold(Collection<? extends OfPlan> events) {
        @Nullable Plan state = null;
        for (var event : History.inChainOrder(events)) {
            if (state != null) {
                state = state.after(event);
            } else if (event instanceof PlanCreated created) {
                state = of(created);
            }
        }
        return Optional.ofNullable(state);
    }

    /** The state after one more event: the only place where a plan changes. */
    public Plan after(OfPlan event) {
        return switch (event) {
            case PlanCreated _ ->
                throw new IllegalArgumentException("Plan " + key + " cannot be created again by " + event.id());
            case PlanActiveSet e -> active(e.active());
        };
    }

    private Plan active(boolean active) {
        return new Plan(key, token, price, interval, gracePeriod, metadataHash, decimals, symbol, active, createdAt);
    }
}
