package io.amser.indexer.rpc.health;

import io.amser.protocol.BlockNumber;

/** What a node says about blocks that another one shows on top of the log. */
public sealed interface Word {

    /** It has them too, up to this one. */
    record Reaches(BlockNumber last) implements Word {}

    /** It has others in their place. */
    record Contradiction() implements Word {}

    /** It has not come so far, or gave no answer. */
    record Silence() implements Word {}

    /** It is on a branch that leaves the log below these blocks. One such node alone says nothing about them, two may be right. */
    record Elsewhere() implements Word {}
}
