package io.amser.indexer.chain;

import io.amser.protocol.BlockNumber;

/** Up to which blocks a chain promises not to change its mind. */
public record Finality(BlockNumber safe, BlockNumber finalized) {

    public static final Finality NONE = new Finality(new BlockNumber(0), new BlockNumber(0));

    /** Everything up to one block. */
    public static Finality upTo(BlockNumber number) {
        return new Finality(number, number);
    }

    /** Whether it promises something that the other does not. */
    public boolean goesBeyond(Finality other) {
        return safe.compareTo(other.safe) > 0 || finalized.compareTo(other.finalized) > 0;
    }

    /** The newest block that is promised anything. */
    public BlockNumber newest() {
        return later(safe, finalized);
    }

    /** What was once promised stays promised. */
    public Finality atLeast(Finality before) {
        return new Finality(later(safe, before.safe), later(finalized, before.finalized));
    }

    /** For a block that may be older than what the node calls safe or final. */
    public Finality atMost(BlockNumber newest) {
        return new Finality(earlier(safe, newest), earlier(finalized, newest));
    }

    private static BlockNumber earlier(BlockNumber a, BlockNumber b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static BlockNumber later(BlockNumber a, BlockNumber b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
