package io.amser.keeper.decision;

import static java.util.Objects.requireNonNull;

import io.amser.keeper.decision.ChargeDecision.Charge;
import io.amser.keeper.schedule.DueCharge;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Reason;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.subscription.ProcessorPauses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The due windows that are looked at together. */
public final class Lot {
    private static final Comparator<QuotedCharge> OLDEST_FIRST =
            Comparator.comparing(QuotedCharge::due, DueCharge.OLDEST_FIRST);

    private Lot() {}

    /** Decides oldest due first: what an earlier charge takes from a wallet is gone for the later ones. */
    public static List<DecidedCharge> decide(
            List<QuotedCharge> lot, Map<AllowanceKey, Purse> purses, ProcessorPauses pauses, ChainTime now) {
        var taken = new HashMap<AllowanceKey, TokenAmount>();
        var decided = new ArrayList<DecidedCharge>(lot.size());
        for (var item : lot.stream().sorted(OLDEST_FIRST).toList()) {
            var earlier = taken.getOrDefault(item.wallet(), TokenAmount.ZERO);
            var purse = item.quote().reason() == Reason.NONE ? purseOf(item.wallet(), purses) : Purse.EMPTY;
            var decision = ChargeDecision.decide(item.due(), item.quote(), purse, earlier, now)
                    .unlessTooLate(item.due(), pauses, now);
            if (decision instanceof Charge(var amount)) {
                taken.put(item.wallet(), earlier.plus(amount));
            }
            decided.add(new DecidedCharge(item, decision));
        }
        return decided;
    }

    private static Purse purseOf(AllowanceKey wallet, Map<AllowanceKey, Purse> purses) {
        return requireNonNull(purses.get(wallet), () -> "Nobody looked into the purse of " + wallet);
    }
}
