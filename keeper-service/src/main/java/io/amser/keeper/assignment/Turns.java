package io.amser.keeper.assignment;

import io.amser.keeper.schedule.Deferral;
import io.amser.keeper.schedule.DueCharge;
import io.amser.protocol.ChainTime;
import io.amser.protocol.subscription.ProcessorPauses;
import java.util.ArrayList;
import java.util.List;

/** Due windows, by whether it is our turn. */
public record Turns(List<DueCharge> ours, List<Deferral> later) {

    public static Turns of(List<DueCharge> lot, Assignment assignment, ProcessorPauses pauses, ChainTime now) {
        var ours = new ArrayList<DueCharge>(lot.size());
        var later = new ArrayList<Deferral>();
        for (var due : lot) {
            var turn = assignment.turn(due, pauses);
            if (turn.isAfter(now)) {
                later.add(new Deferral(due.subscription(), due.window(), turn));
            } else {
                ours.add(due);
            }
        }
        return new Turns(ours, later);
    }
}
