package io.amser.indexer.chain;

import io.amser.protocol.decoding.RawLog;
import java.util.List;

/**
 * The logs of a range that may be ours, in the order of the chain.
 *
 * @param end the header of the last block
 * @param teller the node that told them
 */
public record RangeLogs(BlockHeader end, List<RawLog> logs, String teller) {}
