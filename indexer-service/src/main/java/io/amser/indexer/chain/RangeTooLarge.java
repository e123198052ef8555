package io.amser.indexer.chain;

import java.util.Optional;
import java.util.OptionalLong;

/** A node does not answer so wide a question: a part of it will be answered. */
public final class RangeTooLarge extends ChainUnavailable {
    private static final long serialVersionUID = 1;

    private final transient Optional<BlockRange> suggested;
    private final transient OptionalLong mostBlocks;

    /**
     * With what the node tells about it.
     *
     * @param suggested the part that it proposes
     * @param mostBlocks the widest range that it ever takes
     */
    public RangeTooLarge(String message, Optional<BlockRange> suggested, OptionalLong mostBlocks) {
        super(message);
        this.suggested = suggested;
        this.mostBlocks = mostBlocks;
    }

    public Optional<BlockRange> suggested() {
        return suggested;
    }

    public OptionalLong mostBlocks() {
        return mostBlocks;
    }
}
