package io.amser.protocol.subscription;

import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.event.ChainEvent.AllowanceSet;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a wallet last let a processor take of a token at Permit2; charges since then have used some of it. */
public record StandingAllowance(AllowanceKey key, TokenAmount amount, ChainTime expiration) {

    public static StandingAllowance of(AllowanceSet event) {
        return new StandingAllowance(event.allowance(), event.amount(), new ChainTime(0)).after(event);
    }

    public static Optional<StandingAllowance> fold(Collection<AllowanceSet> events) {
        @Nullable StandingAllowance state = null;
        for (var event : History.inChainOrder(events)) {
            state = state == null ? of(event) : state.after(event);
        }
        return Optional.ofNullable(state);
    }

    public StandingAllowance after(AllowanceSet event) {
        var logged = event.expiration();
        return new StandingAllowance(key, event.amount(), logged == null ? expiration : logged);
    }
}
