package io.amser.keeper.status;

import io.amser.keeper.charging.Condition;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What keeps the keeper from charging, or soon will, a sentence each. */
final class Warnings {
    private Warnings() {}

    static List<String> of(Condition condition, BigInteger lowBalance) {
        var warnings = new ArrayList<String>();
        condition.outage().ifPresent(cause -> warnings.add("the last round broke off: " + cause));
        if (condition.head().isPresent() && condition.balance().compareTo(lowBalance) < 0) {
            warnings.add("the key holds only " + condition.balance() + " wei: send it ether");
        }
        if (condition.gasTooDear()) {
            warnings.add("gas costs more than amser.keeper.submission.max-fee-per-gas");
        }
        condition.processors().forEach((processor, state) -> {
            if (state.pauses().paused()) {
                warnings.add("processor " + processor + " is paused");
            }
            if (!state.admitsUs()) {
                warnings.add("processor " + processor + " does not admit our key: its owner must call setKeeper");
            }
        });
        return warnings;
    }
}
