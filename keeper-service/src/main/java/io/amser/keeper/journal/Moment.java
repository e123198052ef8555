package io.amser.keeper.journal;

import io.amser.keeper.chain.Head;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;

/** A moment on the chain's own clock. */
public record Moment(BlockNumber block, ChainTime time) {

    public static Moment of(Head head) {
        return new Moment(head.number(), head.time());
    }
}
