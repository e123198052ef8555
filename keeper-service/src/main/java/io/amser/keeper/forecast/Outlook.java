package io.amser.keeper.forecast;

import static java.util.Objects.requireNonNull;

import io.amser.keeper.decision.Purse;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.FailCode;
import io.amser.protocol.TokenAmount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** What will become of the charges of one payer in one token: each takes from the wallet what it needs, or fails and takes nothing. */
final class Outlook {
    private final Map<AllowanceKey, Purse> purses;
    private final Map<Address, TokenAmount> takenThrough = new HashMap<>();
    private TokenAmount taken = TokenAmount.ZERO;

    private Outlook(Map<AllowanceKey, Purse> purses) {
        this.purses = purses;
    }

    /**
     * The first charge of each subscription that will fail, of those that are due after {@code now} and not after {@code until}.
     *
     * @param charges the next one of each subscription
     * @param purses one for each processor: they share the balance
     */
    static List<Shortage> of(
            List<UpcomingCharge> charges, Map<AllowanceKey, Purse> purses, ChainTime now, ChainTime until) {
        return new Outlook(purses).shortages(charges, now, until);
    }

    private List<Shortage> shortages(List<UpcomingCharge> charges, ChainTime now, ChainTime until) {
        var queue = new PriorityQueue<>(UpcomingCharge.OLDEST_FIRST);
        queue.addAll(charges);
        var shortages = new ArrayList<Shortage>();
        for (var charge = queue.poll(); charge != null && !charge.dueAt().isAfter(until); charge = queue.poll()) {
            var shortage = shortage(charge, now);
            if (shortage.isEmpty()) {
                take(charge);
                charge.next().ifPresent(queue::add);
            } else if (charge.dueAt().isAfter(now)) {
                shortages.add(shortage.get());
            }
        }
        return shortages;
    }

    private Optional<Shortage> shortage(UpcomingCharge charge, ChainTime now) {
        var at = ChainTime.later(charge.dueAt(), now);
        if (at.isAfter(charge.consentUntil())) {
            return Optional.of(new Shortage(charge, charge.amount(), FailCode.ALLOWANCE_EXPIRED));
        }
        var purse = requireNonNull(purses.get(charge.wallet()), () -> "Nobody looked into the purse of " + charge);
        var fromAllowance = takenThrough(charge).plus(charge.amount());
        var fromBalance = taken.plus(charge.amount());
        return purse.shortageOf(fromAllowance, fromBalance, at)
                .map(reason ->
                        new Shortage(charge, missing(purse, charge, fromAllowance, fromBalance, reason), reason));
    }

    /** The whole amount where no allowance is left by then. */
    private static TokenAmount missing(
            Purse purse, UpcomingCharge charge, TokenAmount fromAllowance, TokenAmount fromBalance, FailCode reason) {
        return reason == FailCode.ALLOWANCE_EXPIRED ? charge.amount() : purse.missing(fromAllowance, fromBalance);
    }

    private void take(UpcomingCharge charge) {
        takenThrough.put(charge.wallet().processor(), takenThrough(charge).plus(charge.amount()));
        taken = taken.plus(charge.amount());
    }

    private TokenAmount takenThrough(UpcomingCharge charge) {
        return takenThrough.getOrDefault(charge.wallet().processor(), TokenAmount.ZERO);
    }
}
