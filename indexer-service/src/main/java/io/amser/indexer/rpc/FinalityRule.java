package io.amser.indexer.rpc;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.Finality;
import io.amser.protocol.BlockNumber;
import java.util.Optional;

/**
 * What counts as safe and final where the chain does not say.
 *
 * @param safeDepth so many blocks on top make a block safe
 * @param finalDepth so many blocks on top make a block final
 */
public record FinalityRule(long safeDepth, long finalDepth) {
    public FinalityRule {
        if (safeDepth < 0 || finalDepth < safeDepth) {
            throw new IllegalArgumentException(
                    "Finality by depth must not come before safety: " + safeDepth + ", " + finalDepth);
        }
    }

    Finality finality(BlockHeader newest, Optional<BlockHeader> safe, Optional<BlockHeader> finalized) {
        var lastFinal = finalized.map(BlockHeader::number).orElseGet(() -> below(newest, finalDepth));
        var lastSafe = safe.map(BlockHeader::number).orElseGet(() -> below(newest, safeDepth));
        return new Finality(later(lastSafe, lastFinal), lastFinal).atMost(newest.number());
    }

    private static BlockNumber later(BlockNumber a, BlockNumber b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static BlockNumber below(BlockHeader newest, long depth) {
        return new BlockNumber(Math.max(0, newest.number().value() - depth));
    }
}
