package io.amser.keeper.chain;

import io.amser.protocol.subscription.ProcessorPauses;

/**
 * Whether a processor charges at all, and for us.
 *
 * @param admitsUs whether our key may execute
 * @param itemGas with less gas left, the processor does not begin another item of a batch
 */
public record ProcessorState(ProcessorPauses pauses, boolean admitsUs, long itemGas) {
    public boolean charges() {
        return admitsUs && !pauses.paused();
    }
}
