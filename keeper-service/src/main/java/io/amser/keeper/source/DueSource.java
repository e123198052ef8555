package io.amser.keeper.source;

import io.amser.keeper.chain.Head;

/** Somebody who tells what will be due. */
@FunctionalInterface
public interface DueSource {

    /** Brings the due windows up to this block, as far as there is need and time for it. */
    void refresh(Head head);
}
