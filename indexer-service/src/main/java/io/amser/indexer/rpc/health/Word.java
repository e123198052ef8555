package io.amser.indexer.rpc.health;

import io.amser.protocol.BlockNumber;

/** What a node says about blocks that another one shows. */
public sealed interface Word {

    /** It has them too, up to this one. */
    record Reaches(BlockNumber last) implements Word {}

    /** It has others in their place. */
    record Contradiction() implements Word {}

    /** It has not come so far, or gave no answer. */
    record Silence() implements Word {}
}
