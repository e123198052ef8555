package io.amser.keeper.decision;

import java.util.List;

/** Decided windows, by whether they belong into a transaction. */
public record Sorted(List<DecidedCharge> sending, List<DecidedCharge> staying) {

    public static Sorted of(List<DecidedCharge> decided) {
        return new Sorted(
                decided.stream().filter(DecidedCharge::sends).toList(),
                decided.stream().filter(item -> !item.sends()).toList());
    }
}
