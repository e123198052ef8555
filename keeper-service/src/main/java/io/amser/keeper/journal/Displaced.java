package io.amser.keeper.journal;

import io.amser.protocol.BlockNumber;
import io.amser.protocol.TxHash;
import java.util.List;

/**
 * A nonce that something else has used than what we signed for it, as far as the nodes tell.
 *
 * @param hashes of what we signed
 * @param newest up to which block that was seen
 */
public record Displaced(Slot slot, List<TxHash> hashes, BlockNumber newest) {}
