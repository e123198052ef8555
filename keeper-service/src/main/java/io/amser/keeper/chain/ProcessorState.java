package io.amser.keeper.chain;

import io.amser.protocol.subscription.ProcessorPauses;

/**
 * Whether a processor charges at all, and for us.
 *
 * @param admitsUs whether our key may execute
 */
public record ProcessorState(ProcessorPauses pauses, boolean admitsUs) {
    public boolean charges() {
        return admitsUs && !pauses.paused();
    }
}
