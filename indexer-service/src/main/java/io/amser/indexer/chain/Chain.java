package io.amser.indexer.chain;

import io.amser.protocol.BlockNumber;
import io.amser.protocol.decoding.Decoded;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.decoding.RawLog;
import io.amser.protocol.decoding.UndecodableLog;
import java.util.List;
import java.util.Optional;

/** The chain that is indexed; each question may fail with a {@link ChainUnavailable} and can then be asked again. */
public interface Chain {

    ChainView view();

    /**
     * Whether the nodes agree that this block stands on the chain; that one of them has none at its height proves nothing. Where
     * only one node can be asked at all, its word is taken.
     */
    boolean confirms(BlockHeader block);

    /**
     * The first of these blocks in a row, up to the last that a second node has too; none while the nodes have different ones.
     * Where a node cannot be asked, it is waited for a little while; where only one can be asked at all, these are all blocks.
     *
     * @param settled our newest final block; a node that has another one in its place has no say
     */
    List<BlockHeader> agreed(List<BlockHeader> branch, BlockHeader settled);

    /** The header at this height; empty where the chain has not come so far. */
    Optional<BlockHeader> header(BlockNumber number);

    /** The headers of a range in order, up to the first that the chain does not have. They need not belong to one branch. */
    List<BlockHeader> headers(BlockRange range);

    /** The logs of a range that may be ours, and its last header; the chain has to have come so far. */
    RangeLogs read(BlockRange range);

    /** The logs of a range that may be ours, in the order of the chain; look-alikes are among them. */
    List<RawLog> logs(BlockRange range);

    /** The logs of this very block, whatever stands at its height now. */
    List<RawLog> logs(BlockHeader block);

    /** Whether a second node tells this very log too. Where only one node can be asked at all, its word is taken. */
    boolean vouches(RawLog log);

    /**
     * The events that logs tell. One node's word that a contract of ours emits what cannot be read is not believed.
     *
     * @throws UndecodableLog if the nodes agree about a log that cannot be read
     */
    default Decoded decode(List<RawLog> logs, KnownContracts known) {
        try {
            return EventDecoder.decode(logs, known);
        } catch (UndecodableLog unreadable) {
            if (vouches(unreadable.log())) {
                throw unreadable;
            }
            throw new ChainUnavailable(
                    "No second node tells a log that cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
