package io.amser.indexer.chain;

import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;

/** Headers of branches that tests make up: a block's hash says its height and its branch. */
public final class Headers {
    private Headers() {}

    public static BlockHash hash(long number, int branch) {
        return new BlockHash("0x%032x%032x".formatted(branch, number));
    }

    /** A block of {@code branch} whose parent belongs to {@code parentBranch}. */
    public static BlockHeader header(long number, int branch, int parentBranch) {
        return new BlockHeader(
                new BlockNumber(number),
                hash(number, branch),
                hash(number - 1, parentBranch),
                new ChainTime(1_000_000 + 12 * number));
    }

    public static BlockHeader header(long number, int branch) {
        return header(number, branch, branch);
    }
}
