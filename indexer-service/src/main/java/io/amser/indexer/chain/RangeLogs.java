package io.amser.indexer.chain;

import io.amser.protocol.decoding.RawLog;
import java.util.List;

/** The logs of a range that may be ours, in the order of the chain, and the header of its last block. */
public record RangeLogs(BlockHeader end, List<RawLog> logs) {}
