package io.amser.indexer.chain;

import io.amser.protocol.BlockNumber;

/** Up to which blocks a chain promises not to change its mind. */
public record Finality(BlockNumber safe, BlockNumber finalized) {

    /** For a block that may be older than what the node calls safe or final. */
    public Finality atMost(BlockNumber newest) {
        return new Finality(earlier(safe, newest), earlier(finalized, newest));
    }

    private static BlockNumber earlier(BlockNumber a, BlockNumber b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
