package io.amser.protocol.subscription;

import io.amser.protocol.ChainTime;
import io.amser.protocol.event.ChainEvent.KeeperSet;
import io.amser.protocol.event.ChainEvent.OfProcessor;
import io.amser.protocol.event.ChainEvent.OpenExecutionSet;
import io.amser.protocol.event.ChainEvent.Paused;
import io.amser.protocol.event.ChainEvent.Unpaused;
import java.util.Collection;

/** When a processor last stopped and resumed charging; second 0 means never. */
public record ProcessorPauses(boolean paused, ChainTime lastPausedAt, ChainTime lastUnpausedAt) {
    public static final ProcessorPauses NEVER = new ProcessorPauses(false, new ChainTime(0), new ChainTime(0));

    public static ProcessorPauses fold(Collection<? extends OfProcessor> events) {
        var state = NEVER;
        for (var event : History.inChainOrder(events)) {
            state = state.after(event);
        }
        return state;
    }

    public ProcessorPauses after(OfProcessor event) {
        return switch (event) {
            case Paused e -> new ProcessorPauses(true, e.at(), lastUnpausedAt);
            case Unpaused e -> new ProcessorPauses(false, lastPausedAt, e.at());
            case KeeperSet _, OpenExecutionSet _ -> this;
        };
    }
}
